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

/// The colours of one theme.
pub(super) struct Palette {
    pub(super) paper: &'static str,
    pub(super) text: &'static str,
    pub(super) muted: &'static str,
    pub(super) grid: &'static str,
    pub(super) edge: &'static str,
    pub(super) night: &'static str,
    pub(super) weekend: &'static str,
    pub(super) hover: &'static str,
    pub(super) task: &'static str,
    pub(super) task_edge: &'static str,
    pub(super) critical: &'static str,
    pub(super) critical_edge: &'static str,
    pub(super) critical_text: &'static str,
    pub(super) hatch: &'static str,
    pub(super) phase: &'static str,
    pub(super) float: &'static str,
    pub(super) link: &'static str,
    pub(super) now: &'static str,
    pub(super) met: &'static str,
    /// From cool to hot, and the text on them.
    pub(super) heat: [&'static str; 5],
    pub(super) on_heat: &'static str,
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
    heat: ["#eef2f6", "#dfe9f3", "#ffe9b3", "#ffc69a", "#f08a5d"],
    on_heat: "#1f2328",
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
    heat: ["#1a2129", "#1f2f42", "#4f4016", "#74401a", "#a2461a"],
    on_heat: "#f0f3f6",
};

/// The shape of all text of a picture, with what it has beyond the font.
macro_rules! text_shape {
    () => {
        text_shape!("")
    };
    ($more:literal) => {
        (
            "text",
            concat!(
                "font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"DejaVu Sans\",sans-serif;",
                "font-size:12px",
                $more
            ),
        )
    };
}
pub(super) use text_shape;

/// The style sheet of the Gantt chart.
pub(crate) fn css(theme: Theme) -> String {
    sheet("critpath-gantt", SHAPES, colours, theme)
}

/// A style sheet whose every rule is bound to the class of the picture's root: shapes, and the colours of the theme; of
/// an automatic one those of both, the dark ones where the reader's system is dark.
pub(super) fn sheet(
    root: &str,
    shapes: &[(&str, &str)],
    colours: fn(&Palette) -> Vec<(&'static str, String)>,
    theme: Theme,
) -> String {
    let shapes: String =
        shapes.iter().map(|(selectors, declarations)| rule(root, selectors, declarations)).collect();
    let colours = |palette: &Palette| -> String {
        colours(palette).iter().map(|(selectors, declarations)| rule(root, selectors, declarations)).collect()
    };
    let colours = match theme {
        Theme::Light => colours(&LIGHT),
        Theme::Dark => colours(&DARK),
        Theme::Auto => {
            format!("{}@media screen and (prefers-color-scheme:dark){{{}}}", colours(&LIGHT), colours(&DARK))
        }
    };
    shapes + &colours
}

pub(super) fn fill(colour: &str) -> String {
    format!("fill:{colour}")
}

pub(super) fn stroke(colour: &str) -> String {
    format!("stroke:{colour}")
}

pub(super) fn both(inner: &str, edge: &str) -> String {
    format!("fill:{inner};stroke:{edge}")
}

/// The style sheet of a gate sheet, in the same palettes.
pub(crate) fn sheet_css(theme: Theme) -> String {
    sheet("critpath-sheet", SHEET_SHAPES, sheet_colours, theme)
}

const SHEET_SHAPES: &[(&str, &str)] = &[
    text_shape!(";unicode-bidi:plaintext"),
    (".title", "font-size:17px;font-weight:600"),
    (".verdict", "font-size:18px;font-weight:700;text-anchor:middle"),
    (".name", "font-size:13px;font-weight:600"),
    (".mark", "font-size:12px;font-weight:700;text-anchor:middle"),
    (".about", "text-anchor:end"),
    (".rule", "fill:none"),
];

fn sheet_colours(palette: &Palette) -> Vec<(&'static str, String)> {
    vec![
        (".paper", fill(palette.paper)),
        ("text", fill(palette.text)),
        (".facts,.about,.detail", fill(palette.muted)),
        (".rule", stroke(palette.edge)),
        (".verdict,.mark", fill(palette.paper)),
        (".plate.no-go", fill(palette.critical_edge)),
        (".needed.no-go", fill(palette.critical_text)),
        (".plate.open,.needed.open", fill(palette.now)),
        (".plate.go", fill(palette.met)),
    ]
}

/// What both palettes share: selector and declarations.
const SHAPES: &[(&str, &str)] = &[
    text_shape!(),
    (".title", "font-size:17px;font-weight:600"),
    (".empty", "font-size:14px"),
    (".name", "unicode-bidi:plaintext"),
    (".phase .name", "font-weight:600"),
    (".amount", "font-size:11px;text-anchor:end;font-variant-numeric:tabular-nums"),
    (".share", "font-size:11px;text-anchor:end;font-variant-numeric:tabular-nums"),
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

fn rule(root: &str, selectors: &str, declarations: &str) -> String {
    let bound: Vec<String> = selectors.split(',').map(|selector| format!(".{root} {selector}")).collect();
    format!("{}{{{declarations}}}", bound.join(","))
}

fn colours(palette: &Palette) -> Vec<(&'static str, String)> {
    vec![
        (".paper", fill(palette.paper)),
        ("text", fill(palette.text)),
        (".facts,.amount,.tick,.empty,.legend text", fill(palette.muted)),
        (".critical.task .name,.critical.milestone .name", fill(palette.critical_text)),
        (".hit", fill(palette.hover)),
        (".night", fill(palette.night)),
        (".weekend", fill(palette.weekend)),
        (".grid", stroke(palette.grid)),
        (".edge", stroke(palette.edge)),
        (".bar", both(palette.task, palette.task_edge)),
        (".diamond", both(palette.task, palette.task_edge)),
        (".critical .bar,.critical .diamond", both(palette.critical, palette.critical_edge)),
        (".often", fill(palette.critical)),
        (".hatch", fill(palette.hatch)),
        (".done", fill(palette.text)),
        (".summary", fill(palette.phase)),
        (".window", stroke(palette.phase)),
        (".before", fill(palette.muted)),
        (".float", fill(palette.float)),
        (".link", stroke(palette.link)),
        (".head", fill(palette.link)),
        (".link.critical", stroke(palette.critical_edge)),
        (".head.critical", fill(palette.critical_edge)),
        (".now.line", stroke(palette.now)),
        (".now.mark", fill(palette.now)),
        (".deadline.met", both(palette.paper, palette.met)),
        (".deadline.missed", both(palette.critical_edge, palette.critical_edge)),
        (".deadline.line", format!("stroke:{};fill:none", palette.met)),
        (".deadline.missed.line", format!("stroke:{};fill:none", palette.critical_edge)),
        (".deadline.mark", format!("fill:{};stroke:none", palette.met)),
        (".deadline.missed.mark", format!("fill:{};stroke:none", palette.critical_edge)),
    ]
}
