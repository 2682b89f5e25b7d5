// Answers questions about policies, one JSON line each, with prepared queries of the OPA SDK. Questions and answers are
// those of the peer beside this one; a query is an expression, such as the path of a rule.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown/print"
)

type question struct {
	Dialect string
	Modules [][2]string
	Data    string
	Inputs  []*string
	Queries []string
	Measure int
}

type answer struct {
	Kind    string   `json:"kind"`
	Value   string   `json:"value,omitempty"`
	Message string   `json:"message,omitempty"`
	Prints  []string `json:"prints"`
}

type printed struct{ lines []string }

func (p *printed) Print(_ print.Context, line string) error {
	p.lines = append(p.lines, line)
	return nil
}

// The program and its data, ready for any of its queries.
type loaded struct {
	compiler *ast.Compiler
	data     map[string]any
}

func load(q question) (*loaded, error) {
	version := ast.RegoV1
	if q.Dialect == "v0" {
		version = ast.RegoV0
	}
	modules := map[string]*ast.Module{}
	for _, module := range q.Modules {
		parsed, err := ast.ParseModuleWithOpts(module[0], module[1], ast.ParserOptions{RegoVersion: version})
		if err != nil {
			return nil, err
		}
		modules[module[0]] = parsed
	}
	compiler := ast.NewCompiler().WithEnablePrintStatements(true)
	if compiler.Compile(modules); compiler.Failed() {
		return nil, compiler.Errors
	}
	data := map[string]any{}
	if q.Data != "" {
		if err := decode(q.Data, &data); err != nil {
			return nil, err
		}
	}
	data["pstate"] = map[string]any{}
	return &loaded{compiler, data}, nil
}

// Numbers keep their spelling.
func decode(text string, into any) error {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	return decoder.Decode(into)
}

func (l *loaded) prepare(query string, hook print.Hook) (rego.PreparedEvalQuery, error) {
	return rego.New(
		rego.Compiler(l.compiler), rego.Query(query), rego.Store(inmem.NewFromObject(l.data)),
		rego.PrintHook(hook), rego.EnablePrintStatements(true), rego.GenerateJSON(asTerm),
	).PrepareForEval(context.Background())
}

// The written form of the value: sets told from arrays, keys of any type, in the order of OPA.
func asTerm(term *ast.Term, _ *rego.EvalContext) (any, error) {
	var out strings.Builder
	write(term, &out)
	return out.String(), nil
}

func write(term *ast.Term, out *strings.Builder) {
	list := func(each func(func(*ast.Term))) {
		first := true
		each(func(item *ast.Term) {
			if !first {
				out.WriteByte(',')
			}
			first = false
			write(item, out)
		})
		out.WriteByte(']')
	}
	switch value := term.Value.(type) {
	case *ast.Array:
		out.WriteByte('[')
		list(value.Foreach)
	case ast.Set:
		out.WriteString("set[")
		list(value.Foreach)
	case ast.Object:
		out.WriteByte('{')
		first := true
		value.Foreach(func(key, member *ast.Term) {
			if !first {
				out.WriteByte(',')
			}
			first = false
			write(key, out)
			out.WriteByte(':')
			write(member, out)
		})
		out.WriteByte('}')
	default:
		plain, err := ast.JSON(term.Value)
		if err != nil {
			out.WriteString("unwritable")
			return
		}
		encoder := json.NewEncoder(out)
		encoder.SetEscapeHTML(false)
		_ = encoder.Encode(plain)
	}
}

func inputOf(text *string) (rego.EvalOption, error) {
	if text == nil {
		return func(*rego.EvalContext) {}, nil
	}
	var plain any
	if err := decode(*text, &plain); err != nil {
		return nil, err
	}
	value, err := ast.InterfaceToValue(plain)
	return rego.EvalParsedInput(value), err
}

func (l *loaded) evaluate(query string, input *string) answer {
	lines := &printed{lines: []string{}}
	failed := func(err error) answer { return answer{Kind: "failed", Message: err.Error(), Prints: lines.lines} }
	// As an expression, false would be no result.
	prepared, err := l.prepare("value := "+query, lines)
	if err != nil {
		return failed(err)
	}
	option, err := inputOf(input)
	if err != nil {
		return answer{Kind: "refused", Message: err.Error(), Prints: lines.lines}
	}
	deadline, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	results, err := prepared.Eval(deadline, option)
	if err != nil {
		return failed(err)
	}
	if len(results) == 0 {
		return answer{Kind: "undefined", Prints: lines.lines}
	}
	rows := []string{}
	for _, row := range results {
		rows = append(rows, strings.ReplaceAll(row.Bindings["value"].(string), "\n", ""))
	}
	return answer{Kind: "value", Value: strings.Join(rows, " "), Prints: lines.lines}
}

// Time of a round, in nanoseconds, that a tenth of the rounds of about the budget stays below.
func fastTenth(budget time.Duration, round func()) int64 {
	round()
	start := time.Now()
	times := []int64{}
	for len(times) < 5 || time.Since(start) < budget {
		from := time.Now()
		round()
		times = append(times, time.Since(from).Nanoseconds())
	}
	slices.Sort(times)
	return times[len(times)/10]
}

func measure(q question) any {
	budget := time.Duration(q.Measure) * time.Millisecond
	program, err := load(q)
	if err != nil {
		return map[string]string{"load": err.Error()}
	}
	loadTime := fastTenth(budget, func() { _, _ = load(q) })
	lines := &printed{}
	prepared := map[string]rego.PreparedEvalQuery{}
	inputs := []rego.EvalOption{}
	for at, query := range q.Queries {
		if _, known := prepared[query]; !known {
			if prepared[query], err = program.prepare(query, lines); err != nil {
				return map[string]string{"load": err.Error()}
			}
		}
		input, err := inputOf(q.Inputs[at])
		if err != nil {
			return map[string]string{"load": err.Error()}
		}
		inputs = append(inputs, input)
	}
	evaluateTime := fastTenth(budget, func() {
		for at, query := range q.Queries {
			_, _ = prepared[query].Eval(context.Background(), inputs[at])
			lines.lines = lines.lines[:0]
		}
	})
	return map[string]int64{"load_ns": loadTime, "evaluate_ns": evaluateTime}
}

func said(line []byte) any {
	var q question
	if err := json.Unmarshal(line, &q); err != nil {
		return map[string]string{"load": err.Error()}
	}
	if q.Measure > 0 {
		return measure(q)
	}
	program, err := load(q)
	if err != nil {
		return map[string]string{"load": err.Error()}
	}
	answers := []answer{}
	for _, input := range q.Inputs {
		for _, query := range q.Queries {
			answers = append(answers, program.evaluate(query, input))
		}
	}
	return map[string][]answer{"answers": answers}
}

func main() {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			_ = out.Encode(said(line))
		}
		if err != nil {
			return
		}
	}
}
