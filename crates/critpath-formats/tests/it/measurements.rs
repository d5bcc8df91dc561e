//! Files of measurements: what is read, what is refused, and that nothing in them does harm.

use critpath::control::never_stop;
use critpath::diagnostic::{Code, OffsetUnit};
use critpath::gate::GateOptions;
use critpath::model::{Document, MeasurementRole};
use critpath_formats::gate::{GateFiles, github, job_summary, judge, svg, text};
use critpath_formats::html::gate_sheet;
use critpath_formats::measurements::{ReadMeasurements, read};
use critpath_formats::svg::Theme;
use critpath_formats::text::TextOptions;
use proptest::prelude::*;

fn one(name: &str, text: &str) -> ReadMeasurements {
    read(&[(name, text)])
}

fn codes(read: &ReadMeasurements) -> Vec<Code> {
    read.diagnostics.iter().map(|found| found.code).collect()
}

#[test]
fn gaps_count_as_missing_at_their_first_place() {
    let text = r#"[{"metric": "cpu", "samples": [1, null, "NaN", "2.5", NaN, 1e999, 1e301, {}], "times_s": [1,2,3,4,5,6,7,8]}]"#;
    let read = one("m.json", text);
    let cpu = &read.measurements[0];
    assert_eq!(
        (cpu.samples.as_slice(), cpu.times_s.as_slice(), cpu.missing),
        (&[1.0, 2.5][..], &[1.0, 4.0][..], 6)
    );
    let gap = read.diagnostics.iter().find(|found| found.code == Code::MeasurementValue).unwrap();
    assert_eq!(&text[gap.span.unwrap().range()], "null");
    assert_eq!(codes(&read), [Code::MeasurementValue], "told once for all of them");
}

#[test]
fn what_cannot_be_is_left_out_with_its_place() {
    for (text, code) in [
        (r#"[{"metric": "e", "total": 5, "failures": 6}]"#, Code::MeasurementInvalid),
        (r#"[{"metric": "", "total": 5}]"#, Code::MeasurementInvalid),
        (r#"[{"metric": "e", "samples": [1, 2], "times_s": [1]}]"#, Code::MeasurementInvalid),
        (r#"[{"metric": "e", "samples": [1, 2], "times_s": [2, 1]}]"#, Code::MeasurementInvalid),
        (r#"[{"metric": "e", "window": "0s", "value": 1}]"#, Code::MeasurementInvalid),
        (r#"[{"metric": "e", "window": "-1h", "value": 1}]"#, Code::MeasurementInvalid),
        (
            r#"[{"metric": "e", "buckets": [{"at_most": 2, "count": 5}, {"at_most": 1, "count": 6}]}]"#,
            Code::MeasurementInvalid,
        ),
        (
            r#"[{"metric": "e", "buckets": [{"at_most": 1, "count": 5}, {"count": 4}]}]"#,
            Code::MeasurementInvalid,
        ),
    ] {
        let read = one("m.json", text);
        assert_eq!(read.measurements, [], "{text}");
        let found = &read.diagnostics[0];
        assert!(found.code == code && found.span.is_some() && found.is_error(), "{text}: {found:?}");
    }
    let negative = one("m.json", r#"[{"metric": "e", "total": -5, "failures": 1.5}]"#);
    assert_eq!(codes(&negative), [Code::NumberInvalid; 2]);
    assert_eq!((negative.measurements[0].total, negative.measurements[0].failures), (None, None));
}

#[test]
fn answers_of_prometheus_become_samples_counts_and_histograms() {
    let answer = |kind: &str, result: &str| {
        format!(r#"{{"status":"success","data":{{"resultType":"{kind}","result":{result}}}}}"#)
    };
    let counts = answer(
        "matrix",
        r#"[{"metric":{"code":"200"},"values":[[0,"10"],[60,"110"],[120,"30"]]},{"metric":{"code":"500"},"values":[[0,"1"],[60,"3"],[120,"4"]]}]"#,
    );
    let read = one("error_rate.json", &counts);
    let errors = &read.measurements[0];
    // The counter was reset between the second and third value: 100 and 30.
    assert_eq!((errors.metric.as_str(), errors.total, errors.failures), ("error_rate", Some(133), Some(3)));
    assert_eq!(errors.window.unwrap().clock_seconds(), 120);

    let samples = answer(
        "matrix",
        r#"[{"metric":{"__name__":"cpu","instance":"a","role":"canary"},"values":[[0,"1"],[60,"NaN"],[120,"3"]]}]"#,
    );
    let cpu = &one("x.json", &samples).measurements[0];
    assert_eq!(
        (cpu.metric.as_str(), cpu.instance.as_deref(), cpu.role),
        ("cpu", Some("a"), MeasurementRole::Canary)
    );
    assert_eq!(
        (cpu.samples.as_slice(), cpu.times_s.as_slice(), cpu.missing),
        (&[1.0, 3.0][..], &[0.0, 120.0][..], 1)
    );

    let buckets = answer(
        "vector",
        r#"[{"metric":{"__name__":"d_bucket","le":"+Inf"},"value":[0,"10"]},{"metric":{"__name__":"d_bucket","le":"0.5"},"value":[0,"9"]}]"#,
    );
    let histogram = &one("x.json", &buckets).measurements[0];
    let pairs: Vec<_> = histogram.buckets.iter().map(|bucket| (bucket.at_most, bucket.count)).collect();
    assert_eq!((histogram.metric.as_str(), pairs), ("d", vec![(Some(0.5), 9), (None, 10)]));

    let wrapped = format!(
        r#"[{{"metric":"up","window":"1h","unit":"ratio","prometheus":{}}}]"#,
        answer("scalar", r#"[1,"0.5"]"#)
    );
    let up = &one("x.json", &wrapped).measurements[0];
    assert_eq!((up.value, up.unit.as_str(), up.window.is_some()), (Some(0.5), "ratio", true));

    for (text, code) in [
        (r#"{"status":"error","error":"no"}"#.to_owned(), Code::MeasurementShape),
        (answer("string", r#"[1,"a"]"#), Code::MeasurementShape),
        (answer("vector", r#"[{"metric":{},"histogram":[1,{}]}]"#), Code::MeasurementShape),
        (r#"{"status":"success","data":{}}"#.to_owned(), Code::MeasurementShape),
    ] {
        assert_eq!(codes(&one("x.json", &text)), [code], "{text}");
    }
}

#[test]
fn csv_has_a_row_for_each_value_or_a_column_for_each_metric() {
    let rows = one("m.csv", "metric;total;failures;window\nerror_rate;10;1;1h\nerror_rate;20;0;1h\n");
    assert_eq!((rows.measurements[0].total, rows.measurements[0].failures), (Some(30), Some(1)));
    let columns = one("m.csv", "\u{feff}time,response time (ms),cpu (%)\n0,1,2\n60,x,4\n");
    let by = |metric: &str| columns.measurements.iter().find(|it| it.metric == metric).unwrap();
    assert_eq!((by("response_time").samples.as_slice(), by("response_time").missing), (&[1.0][..], 1));
    assert_eq!((by("cpu").unit.as_str(), by("cpu").times_s.as_slice()), ("%", &[0.0, 60.0][..]));
    let histogram = one("latency.csv", "le,count,unit\n0.5,9,s\n+Inf,10,s\n");
    assert_eq!(histogram.measurements[0].buckets[1].at_most, None);
    for bad in [
        "metric,total\ne,-1\n",
        "metric,total\ne,1.5\n",
        "metric,value,role\ne,1,king\n",
        "metric,value,window\ne,1,soon\n",
    ] {
        let read = one("m.csv", bad);
        assert_eq!((codes(&read), read.measurements.len()), (vec![Code::MeasurementInvalid], 0), "{bad}");
    }
    assert_eq!(codes(&one("m.csv", "")), [Code::MeasurementShape]);
}

#[test]
fn deep_and_strange_texts_are_refused() {
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    for text in
        ["", "null", "7", "\"a\"", "{}", "{\"measurements\": 5}", "[[]]", "[", "{\"a\":", deep.as_str()]
    {
        let read = one("m.json", text);
        assert_eq!(read.measurements, [], "{text:.40}");
        assert!(!read.diagnostics.is_empty() || text == "[]", "{text:.40}");
    }
}

#[test]
fn nothing_of_a_plan_or_a_measurement_acts_on_who_reads_the_sheet() {
    let evil = "<script>alert(1)</script>\u{1b}[31m\u{202e}";
    let guide = format!(
        "# {evil}\n\n## Pre-Deployment Checklist\n\n- [ ] {evil} {{#x owner=\"{evil}\"}}\n\n## Success Criteria\n\n- **{evil}**: CPU < 5%\n"
    );
    let document: Document = critpath_formats::read("g.md", &guide).document;
    let measured = r#"[{"metric": "cpu", "unit": "%", "instance": "<script>alert(2)</script>", "samples": [9], "statistic": "<b>"}]"#.to_owned();
    let files = GateFiles {
        document: &document,
        plan: None,
        diagnostics: &[],
        measurements: &[("m.json", &measured)],
        unit: OffsetUnit::CodePoint,
    };
    let result = judge(&files, &GateOptions::default(), &mut never_stop).unwrap().result;
    for sheet in [gate_sheet(&result), svg(&result, Theme::Auto), job_summary(&result)] {
        assert!(
            !sheet.contains("<script") && !sheet.contains('\u{1b}') && !sheet.contains('\u{202e}'),
            "{sheet}"
        );
    }
    let plain = text(&result, &TextOptions::default());
    assert!(plain.chars().all(|c| c == '\n' || !c.is_control()), "{plain:?}");
    assert_eq!(
        github(&result, &document, &[]).lines().count(),
        3,
        "a name does not begin an annotation of its own"
    );
}

proptest! {
    #[test]
    fn any_text_is_read(text in r#"[\[\]{}",:0-9a-z.\-\n ;+]{0,200}"#, csv in any::<bool>()) {
        let read = one(if csv { "m.csv" } else { "m.json" }, &text);
        for measurement in &read.measurements {
            prop_assert!(measurement.samples.iter().all(|value| value.is_finite()));
        }
    }

    #[test]
    fn any_mutation_of_good_measurements_is_read_and_judged(cut in 0_usize..400, insert in "[\\[\\]{}\",:0-9eNa-]{0,4}") {
        const GOOD: &str = r#"{"measurements": [{"metric": "error_rate", "total": 5000, "failures": 1, "window": "1h"}, {"metric": "response_time", "unit": "ms", "samples": [120, 180, 95], "times_s": [0, 60, 120]}, {"metric": "latency", "buckets": [{"at_most": 0.5, "count": 990}, {"count": 1000}]}, {"metric": "cpu", "prometheus": {"status": "success", "data": {"resultType": "vector", "result": [{"metric": {}, "value": [1, "2"]}]}}}]}"#;
        let cut = cut.min(GOOD.len());
        let text = format!("{}{insert}{}", &GOOD[..cut], &GOOD[(cut + insert.len()).min(GOOD.len())..]);
        let document = critpath_formats::read("g.md", "# R\n\n## Success Criteria\n\n- **E**: error rate < 0.1%\n- **S**: response time p95 < 500 ms\n- **L**: latency p90 < 500 ms\n- **C**: CPU max < 5\n").document;
        let files = GateFiles { document: &document, plan: None, diagnostics: &[], measurements: &[("m.json", &text)], unit: OffsetUnit::CodePoint };
        prop_assert!(judge(&files, &GateOptions::default(), &mut never_stop).is_ok());
    }
}
