//! The look of the picture: two palettes into one style sheet.
//!
//! Critical bars differ from others by hatch and outline as well as by colour, missed deadlines by a
//! filled mark, so that nothing is told by colour alone. The colours are chosen from blue and vermilion,
//! which stay apart under every common colour vision deficiency.

/// Light, dark, or as the reader's system says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// By the CSS query `prefers-color-scheme`; light on paper.
    #[default]
    Auto,
}

struct Palette {
    paper: &'static str,
    text: &'static str,
    muted: &'static str,
    grid: &'static str,
    edge: &'static str,
    night: &'static str,
    weekend: &'static str,
    hover: &'static str,
    task: &'static str,
    task_edge: &'static str,
    critical: &'static str,
    critical_edge: &'static str,
    critical_text: &'static str,
    hatch: &'static str,
    phase: &'static str,
    float: &'static str,
    link: &'static str,
    now: &'static str,
    met: &'static str,
}

const LIGHT: Palette = Palette {
    paper: "#ffffff",
    text: "#1f2328",
    muted: "#636c76",
    grid: "#eaedf0",
    edge: "#c8cfd6",
    night: "#f7f8fa",
    weekend: "#eff2f5",
    hover: "#0969da",
    task: "#8ab8e6",
    task_edge: "#3f7fc0",
    critical: "#f08a5d",
    critical_edge: "#b23c0a",
    critical_text: "#a33608",
    hatch: "#d4561d",
    phase: "#424a53",
    float: "#8c959f",
    link: "#8c959f",
    now: "#8250df",
    met: "#1a7f37",
};

const DARK: Palette = Palette {
    paper: "#0d1117",
    text: "#e6edf3",
    muted: "#9198a1",
    grid: "#1c2229",
    edge: "#3d444d",
    night: "#11161d",
    weekend: "#171d25",
    hover: "#4493f8",
    task: "#2f6db3",
    task_edge: "#6cabf0",
    critical: "#c2501c",
    critical_edge: "#ff9d70",
    critical_text: "#ffa57d",
    hatch: "#ee7d4a",
    phase: "#aeb6bf",
    float: "#7d8590",
    link: "#6e7681",
    now: "#bc8cff",
    met: "#56d364",
};

/// The style sheet of the picture; every rule is bound to the class of its root.
pub(crate) fn css(theme: Theme) -> String {
    let colours = match theme {
        Theme::Light => colours(&LIGHT),
        Theme::Dark => colours(&DARK),
        Theme::Auto => {
            format!("{}@media screen and (prefers-color-scheme:dark){{{}}}", colours(&LIGHT), colours(&DARK))
        }
    };
    rules(SHAPES) + &colours
}

/// The style sheet of a gate sheet, in the same palettes.
pub(crate) fn sheet_css(theme: Theme) -> String {
    let colours = |palette: &Palette| {
        let Palette { paper, text, muted, edge, critical_edge, critical_text, now, met, .. } = palette;
        format!(
            ".critpath-sheet .paper{{fill:{paper}}}.critpath-sheet text{{fill:{text}}}\
             .critpath-sheet .facts,.critpath-sheet .about,.critpath-sheet .detail{{fill:{muted}}}\
             .critpath-sheet .rule{{stroke:{edge}}}.critpath-sheet .verdict,.critpath-sheet .mark{{fill:{paper}}}\
             .critpath-sheet .plate.no-go{{fill:{critical_edge}}}.critpath-sheet .needed.no-go{{fill:{critical_text}}}\
             .critpath-sheet .plate.open,.critpath-sheet .needed.open{{fill:{now}}}\
             .critpath-sheet .plate.go{{fill:{met}}}"
        )
    };
    let shapes = ".critpath-sheet text{font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\
                  \"DejaVu Sans\",sans-serif;font-size:12px;unicode-bidi:plaintext}\
                  .critpath-sheet .title{font-size:17px;font-weight:600}\
                  .critpath-sheet .verdict{font-size:18px;font-weight:700;text-anchor:middle}\
                  .critpath-sheet .name{font-size:13px;font-weight:600}\
                  .critpath-sheet .mark{font-size:12px;font-weight:700;text-anchor:middle}\
                  .critpath-sheet .about{text-anchor:end}.critpath-sheet .rule{fill:none}";
    let (light, dark) = (colours(&LIGHT), colours(&DARK));
    match theme {
        Theme::Light => format!("{shapes}{light}"),
        Theme::Dark => format!("{shapes}{dark}"),
        Theme::Auto => format!("{shapes}{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"),
    }
}

/// What both palettes share: selector and declarations.
const SHAPES: &[(&str, &str)] = &[
    (
        "text",
        "font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"DejaVu Sans\",sans-serif;\
         font-size:12px",
    ),
    (".title", "font-size:17px;font-weight:600"),
    (".empty", "font-size:14px"),
    (".name", "unicode-bidi:plaintext"),
    (".phase .name", "font-weight:600"),
    (".amount", "font-size:11px;text-anchor:end;font-variant-numeric:tabular-nums"),
    (".tick", "font-size:11px;font-variant-numeric:tabular-nums"),
    (".context", "font-size:11px;font-weight:600"),
    (".mark", "font-size:11px;font-weight:600;text-anchor:middle"),
    (".hit", "fill-opacity:0"),
    (".row:hover .hit", "fill-opacity:.08"),
    (".line,.link,.window", "fill:none"),
    (".critical .bar,.critical .diamond", "stroke-width:1.6"),
    (".critical .over", "fill:url(#critpath-hatch)"),
    (".link", "stroke-width:1"),
    (".link.critical", "stroke-width:1.6"),
    (".implied", "stroke-dasharray:3 3"),
    (".window", "stroke-width:1"),
    (".now.line", "stroke-width:1.6"),
    (".deadline.line", "stroke-width:1.4;stroke-dasharray:5 4"),
    (".done", "fill-opacity:.75"),
];

fn rules(rules: &[(&str, &str)]) -> String {
    rules.iter().map(|(selectors, declarations)| rule(selectors, declarations)).collect()
}

fn rule(selectors: &str, declarations: &str) -> String {
    let bound: Vec<String> =
        selectors.split(',').map(|selector| format!(".critpath-gantt {selector}")).collect();
    format!("{}{{{declarations}}}", bound.join(","))
}

fn colours(palette: &Palette) -> String {
    let fill = |selectors: &str, colour: &str| rule(selectors, &format!("fill:{colour}"));
    let stroke = |selectors: &str, colour: &str| rule(selectors, &format!("stroke:{colour}"));
    let both =
        |selectors: &str, inner: &str, edge: &str| rule(selectors, &format!("fill:{inner};stroke:{edge}"));
    [
        fill(".paper", palette.paper),
        fill("text", palette.text),
        fill(".facts,.amount,.tick,.empty,.legend text", palette.muted),
        fill(".critical.task .name,.critical.milestone .name", palette.critical_text),
        fill(".hit", palette.hover),
        fill(".night", palette.night),
        fill(".weekend", palette.weekend),
        stroke(".grid", palette.grid),
        stroke(".edge", palette.edge),
        both(".bar", palette.task, palette.task_edge),
        both(".diamond", palette.task, palette.task_edge),
        both(".critical .bar,.critical .diamond", palette.critical, palette.critical_edge),
        fill(".hatch", palette.hatch),
        fill(".done", palette.text),
        fill(".summary", palette.phase),
        stroke(".window", palette.phase),
        fill(".float", palette.float),
        stroke(".link", palette.link),
        fill(".head", palette.link),
        stroke(".link.critical", palette.critical_edge),
        fill(".head.critical", palette.critical_edge),
        stroke(".now.line", palette.now),
        fill(".now.mark", palette.now),
        both(".deadline.met", palette.paper, palette.met),
        both(".deadline.missed", palette.critical_edge, palette.critical_edge),
        rule(".deadline.line", &format!("stroke:{};fill:none", palette.met)),
        rule(".deadline.missed.line", &format!("stroke:{};fill:none", palette.critical_edge)),
        rule(".deadline.mark", &format!("fill:{};stroke:none", palette.met)),
        rule(".deadline.missed.mark", &format!("fill:{};stroke:none", palette.critical_edge)),
    ]
    .concat()
}
