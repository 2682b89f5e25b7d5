//! Answers questions about policies, one JSON line each, with the engine that the Kata agent has in it.
//!
//! Question: `{ dialect, modules: [[name, text]], data?, inputs: [text or null], queries, measure? }`, where `data` and each
//! input are JSON texts and `measure` is how many milliseconds to spend on each of loading and evaluating.
//! Answer: `{ load }` with the error of loading, or `{ answers }` with one per input and query, inputs outermost:
//! `{ kind, value?, message?, prints }`. With `measure`: `{ load_ns, evaluate_ns }`, each of one fast round, where a
//! round evaluates query *i* with input *i*.

use regorus::{Engine, PolicyLengthConfig, Value};
use serde_json::{json, Value as Json};
use std::cell::RefCell;
use std::io::{BufRead, Write};
use std::num::{NonZeroU32, NonZeroUsize};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::time::{Duration, Instant};

thread_local! {
    /// Where and why the engine panicked last.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

fn texts(json: &Json) -> Vec<Option<String>> {
    let items = json.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

/// An engine as the agent makes it, with the modules of a question.
fn load(question: &Json) -> anyhow::Result<Engine> {
    let mut engine = Engine::new();
    engine.set_rego_v0(question["dialect"] == "v0");
    engine.set_strict_builtin_errors(false);
    engine.set_gather_prints(true);
    engine.set_policy_length_config(PolicyLengthConfig {
        max_col: NonZeroU32::new(65_536).unwrap(),
        max_file_bytes: NonZeroUsize::new(16_777_216).unwrap(),
        max_lines: NonZeroUsize::new(200_000).unwrap(),
    });
    for module in question["modules"].as_array().map(Vec::as_slice).unwrap_or_default() {
        let part = |at: usize| module[at].as_str().unwrap_or_default().to_owned();
        engine.add_policy(part(0), part(1))?;
    }
    engine.add_data_json(r#"{"pstate": {}}"#)?;
    if let Some(data) = question["data"].as_str() {
        engine.add_data_json(data)?;
    }
    Ok(engine)
}

/// A value with its sets told from arrays and its keys of any type: JSON, but `set[…]` and `{key: value}`.
fn write(value: &Value, out: &mut String) {
    let list = |items: &mut dyn Iterator<Item = &Value>, out: &mut String| {
        for (at, item) in items.enumerate() {
            if at > 0 {
                out.push(',');
            }
            write(item, out);
        }
        out.push(']');
    };
    match value {
        Value::Array(items) => {
            out.push('[');
            list(&mut items.iter(), out);
        }
        Value::Set(items) => {
            out.push_str("set[");
            list(&mut items.iter(), out);
        }
        Value::Object(members) => {
            out.push('{');
            for (at, (key, member)) in members.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(key, out);
                out.push(':');
                write(member, out);
            }
            out.push('}');
        }
        Value::Undefined => out.push_str("undefined"),
        leaf => out.push_str(&serde_json::to_string(leaf).unwrap_or_else(|_| "unwritable".to_owned())),
    }
}

fn written(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn evaluate(engine: &mut Engine, query: &str) -> Json {
    let answer = match engine.eval_query(query.to_owned(), false) {
        Err(error) => json!({ "kind": "failed", "message": error.to_string() }),
        Ok(results) if results.result.is_empty() => json!({ "kind": "undefined" }),
        Ok(results) => {
            let rows = results.result.iter().map(|row| {
                let values: Vec<String> = row.expressions.iter().map(|each| written(&each.value)).collect();
                let bindings = written(&row.bindings);
                if bindings == "{}" && values.len() == 1 { values[0].clone() } else { format!("({} {bindings})", values.join(" ")) }
            });
            json!({ "kind": "value", "value": rows.collect::<Vec<_>>().join(" ") })
        }
    };
    let prints = engine.take_prints().unwrap_or_default();
    let mut answer = answer;
    answer["prints"] = json!(prints);
    answer
}

fn set_input(engine: &mut Engine, input: &Option<String>) -> anyhow::Result<()> {
    match input {
        Some(text) => engine.set_input_json(text),
        None => Ok(engine.set_input(Value::Undefined)),
    }
}

fn answer(question: &Json) -> Json {
    let mut engine = match load(question) {
        Ok(engine) => engine,
        Err(error) => return json!({ "load": error.to_string() }),
    };
    let queries = texts(&question["queries"]);
    let mut answers = Vec::new();
    for input in texts(&question["inputs"]) {
        for query in queries.iter().flatten() {
            if let Err(error) = set_input(&mut engine, &input) {
                answers.push(json!({ "kind": "refused", "message": error.to_string(), "prints": [] }));
                continue;
            }
            let result = catch_unwind(AssertUnwindSafe(|| evaluate(&mut engine, query)));
            answers.push(result.unwrap_or_else(|_| {
                // What a panic leaves behind is no engine any more.
                engine = load(question).expect("loaded before");
                json!({ "kind": "panic", "message": PANIC.take(), "prints": [] })
            }));
        }
    }
    json!({ "answers": answers })
}

/// Time of a round, in nanoseconds, that a tenth of the rounds of about `budget` stays below: what others do on the machine
/// slows the rest.
fn fast_tenth(budget: Duration, mut round: impl FnMut()) -> u128 {
    round();
    let start = Instant::now();
    let mut times = Vec::new();
    while times.len() < 5 || start.elapsed() < budget {
        let from = Instant::now();
        round();
        times.push(from.elapsed().as_nanos());
    }
    times.sort_unstable();
    times[times.len() / 10]
}

fn measure(question: &Json, budget: Duration) -> Json {
    let load_ns = fast_tenth(budget, || drop(load(question)));
    let mut engine = match load(question) {
        Ok(engine) => engine,
        Err(error) => return json!({ "load": error.to_string() }),
    };
    let inputs: Vec<Value> = texts(&question["inputs"])
        .iter()
        .map(|text| text.as_deref().map_or(Value::Undefined, |text| Value::from_json_str(text).expect("JSON")))
        .collect();
    let queries: Vec<String> = texts(&question["queries"]).into_iter().flatten().collect();
    let evaluate_ns = fast_tenth(budget, || {
        for (query, input) in queries.iter().zip(&inputs) {
            engine.set_input(input.clone());
            let _ = engine.eval_query(query.clone(), false);
            let _ = engine.take_prints();
        }
    });
    json!({ "load_ns": load_ns as u64, "evaluate_ns": evaluate_ns as u64 })
}

fn serve() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let question: Json = serde_json::from_str(&line.expect("UTF-8")).expect("a question");
        let said = match question["measure"].as_u64() {
            Some(milliseconds) => measure(&question, Duration::from_millis(milliseconds)),
            None => catch_unwind(AssertUnwindSafe(|| answer(&question))).unwrap_or_else(|_| json!({ "load": "panic" })),
        };
        writeln!(out, "{said}").and_then(|()| out.flush()).expect("a reader");
    }
}

fn main() {
    std::panic::set_hook(Box::new(|panic| PANIC.set(panic.to_string())));
    // Deep rules take more stack here than a thread has by default.
    let served = std::thread::Builder::new().stack_size(256 << 20).spawn(serve);
    served.expect("a thread").join().expect("an end");
}
