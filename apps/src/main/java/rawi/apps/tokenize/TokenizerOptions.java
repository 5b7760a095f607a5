package rawi.apps.tokenize;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import opennlp.tools.tokenize.TokenizerModel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Usage;
import rawi.nn.saving.AtomicFile;
import rawi.tokenize.Language;
import rawi.tokenize.Normalization;
import rawi.tokenize.NormalizationStep;
import rawi.tokenize.Rule;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.WordTokenizer;
import rawi.tokenize.named.NamedTokenizer;
import rawi.tokenize.opennlp.SpanTokenizer;
import rawi.tokenize.steps.OnDemandStep;
import rawi.tokenize.steps.SteppedTokenizer;

/** The options that choose a tokenizer and what it does. */
final class TokenizerOptions {
  private static final String TRAINED = "opennlp-me";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--lang",
      paramLabel = "fr|ar|auto",
      description =
          "Language of the text: how tokens are normalized; auto guesses each sentence where a step"
              + " depends on it. Default: ${DEFAULT-VALUE}.")
  private String language = "auto";

  @Option(
      names = "--tokenizer",
      paramLabel = "NAME",
      description =
          "word, plain, lucene, lucene-french, lucene-arabic, icu, opennlp, opennlp-whitespace"
              + " or opennlp-me. Default: ${DEFAULT-VALUE}.")
  private String name = "word";

  @Option(
      names = "--opennlp-model",
      paramLabel = "F",
      description = "The model of opennlp-me, as 'rawi tokenize train-opennlp' writes it.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--with",
      split = ",",
      paramLabel = "STEP",
      description =
          "Also take these steps: contractions, clitics, arabizi-folding, stop-words, stems, nfkc,"
              + " quotes, arabic-punctuation, or any that --lang leaves out.")
  private List<String> with = List.of();

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "STEP",
      description =
          "Leave these out: a rule such as elision or url, or a step such as lengthening. All are in"
              + " docs/tokenization.md.")
  private List<String> without = List.of();

  /** Refuses all of these options beside one that takes their place. */
  void requireUnused(String instead) {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (option.userObject() instanceof Field field
          && field.getDeclaringClass() == TokenizerOptions.class) {
        throw new Usage(
            "%s: is of the word tokenizers; leave it out beside %s"
                .formatted(option.longestName(), instead));
      }
    }
  }

  Language language() {
    return Usage.check(() -> Language.of(language));
  }

  /** The tokenizer that the options describe. */
  Tokenizer open() {
    Language chosen = language();
    Normalization normalization = normalization(chosen);
    Set<Rule> off = rulesOff();
    Tokenizer cutter = cutter(normalization);
    if (cutter instanceof WordTokenizer words) {
      cutter = words.without(off.toArray(Rule[]::new));
    } else if (!off.isEmpty()) {
      throw new Usage(
          "--without: %s is a rule of --tokenizer word, got --tokenizer %s"
              .formatted(off.iterator().next().label(), name));
    }
    Set<OnDemandStep> steps = onDemand();
    return steps.isEmpty() ? cutter : SteppedTokenizer.of(cutter, chosen, steps);
  }

  private Tokenizer cutter(Normalization normalization) {
    if (name.equals(TRAINED)) {
      Path file =
          model.orElseThrow(
              () ->
                  new Usage(
                      "--tokenizer opennlp-me needs --opennlp-model F; 'rawi tokenize train-opennlp' makes one"));
      return SpanTokenizer.trained(read(file), normalization);
    }
    if (model.isPresent()) {
      throw new Usage("--opennlp-model: expected --tokenizer opennlp-me, got --tokenizer " + name);
    }
    NamedTokenizer named =
        Arrays.stream(NamedTokenizer.values())
            .filter(each -> each.label().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new Usage(
                        "--tokenizer: expected one of %s, %s, got '%s'"
                            .formatted(NamedTokenizer.labels(", "), TRAINED, name)));
    if (!named.normalizes() && !normalization.equals(Normalization.of(language()))) {
      throw new Usage(
          "--with, --without: --tokenizer %s has forms of its own; expected only %s"
              .formatted(name, String.join(", ", labels(OnDemandStep.values()))));
    }
    return named.open(normalization);
  }

  private static TokenizerModel read(Path file) {
    AtomicFile.requireReadable(file);
    try {
      return new TokenizerModel(file);
    } catch (IOException | RuntimeException e) { // OpenNLP throws either for what is no model
      throw new Failure(
          file + ": is no tokenizer model of OpenNLP; 'rawi tokenize train-opennlp' makes one");
    }
  }

  private Normalization normalization(Language chosen) {
    Set<String> known = new LinkedHashSet<>(labels(NormalizationStep.values()));
    known.addAll(labels(OnDemandStep.values()));
    check("--with", with, known);
    known.removeAll(labels(OnDemandStep.values()));
    known.addAll(labels(Rule.values()));
    check("--without", without, known);
    return Normalization.of(chosen)
        .with(steps(with).toArray(NormalizationStep[]::new))
        .without(steps(without).toArray(NormalizationStep[]::new));
  }

  private static void check(String option, List<String> names, Set<String> known) {
    for (String each : names) {
      if (!known.contains(each)) {
        throw new Usage(
            "%s: expected some of %s, got '%s'".formatted(option, String.join(", ", known), each));
      }
    }
  }

  private static Stream<NormalizationStep> steps(List<String> names) {
    return Arrays.stream(NormalizationStep.values()).filter(step -> names.contains(step.label()));
  }

  private Set<OnDemandStep> onDemand() {
    Set<OnDemandStep> steps = EnumSet.noneOf(OnDemandStep.class);
    for (OnDemandStep step : OnDemandStep.values()) {
      if (with.contains(step.label())) {
        steps.add(step);
      }
    }
    return steps;
  }

  private Set<Rule> rulesOff() {
    Set<Rule> off = EnumSet.noneOf(Rule.class);
    for (Rule rule : Rule.values()) {
      if (without.contains(rule.label())) {
        off.add(rule);
      }
    }
    return off;
  }

  private static List<String> labels(Enum<?>[] values) {
    return Arrays.stream(values).map(TokenizerOptions::label).toList();
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
