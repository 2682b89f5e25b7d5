/**
 * The areas of OPA's conformance cases, at the release that regorus runs, in which regorus passes every case at the revision
 * that the agent pins: the measure for ours.
 *
 * @see https://github.com/microsoft/regorus/blob/8986431/tests/opa.passing
 */

/** The release of the Go module `github.com/open-policy-agent/opa` whose cases those are. */
export const opaRelease = 'v1.2.0';

const inBothDialects = `
  aggregates arithmetic array assignments base64builtins base64urlbuiltins baseandvirtualdocs bitsand
  bitsnegate bitsor bitsshiftleft bitsshiftright bitsxor comparisonexpr completedoc
  compositebasedereference compositereferences comprehensions containskeyword dataderef defaultkeyword
  disjunction elsekeyword embeddedvirtualdoc eqexpr evaltermexpr every example fix1863 functionerrors
  functions globmatch globquotemeta helloworld hexbuiltins indexing indirectreferences inputvalues
  intersection jsonbuiltins jsonfilter jsonfilteridempotent jsonremove jsonremoveidempotent jsonschema
  negation nestedreferences netcidrcontains netcidrexpand netcidrisvalid numbersrange numbersrangestep
  objectfilter objectfilteridempotent objectfilternonstringkey objectget objectkeys objectremove
  objectremoveidempotent objectremovenonstringkey objectunion objectunionn partialdocconstants partialiter
  partialobjectdoc partialsetdoc planner-ir rand reachable refheads regexfind regexfindallstringsubmatch
  regexisvalid regexmatch regexmatchtemplate regexreplace regexsplit replacen semvercompare semverisvalid
  sets sprintf strings subset time topdowndynamicdispatch trim trimleft trimprefix trimright trimspace
  trimsuffix type typebuiltin typenamebuiltin undos union units urlbuiltins uuid varreferences virtualdocs
  walkbuiltin withkeyword
`;

const inNewDialect = `
  all any casts toarray toset
`;

function areas(list: string, dialect: string): readonly string[] {
  return list
    .trim()
    .split(/\s+/)
    .map((name) => `${dialect}/${name}`);
}

/** Such as `v1/aggregates`. */
export const regorusAreas: ReadonlySet<string> = new Set([
  ...areas(inBothDialects, 'v0'),
  ...areas(inBothDialects, 'v1'),
  ...areas(inNewDialect, 'v1'),
]);
