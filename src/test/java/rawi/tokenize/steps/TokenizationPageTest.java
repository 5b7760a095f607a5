package rawi.tokenize.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rawi.tokenize.Language;
import rawi.tokenize.Normalization;
import rawi.tokenize.NormalizationStep;
import rawi.tokenize.Rule;
import rawi.tokenize.Token;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.WordTokenizer;

/** Every row of the tables in docs/tokenization.md is true, and every rule and step has one. */
class TokenizationPageTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** The cells of all rows whose table has the given headings. */
  private static List<List<String>> rows(String... headings) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    boolean inside = false;
    for (String line :
        Files.readAllLines(Path.of("docs/tokenization.md"), StandardCharsets.UTF_8)) {
      List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      if (cells.size() < 3) {
        inside = false;
      } else if (cells.subList(1, cells.size() - 1).equals(List.of(headings))) {
        inside = true;
      } else if (inside && !cells.get(1).startsWith("---")) {
        rows.add(cells.subList(1, cells.size() - 1));
      }
    }
    assertThat(rows).as(String.join(", ", headings)).isNotEmpty();
    return rows;
  }

  private static List<String> code(String cell) {
    return CODE.matcher(cell).results().map(m -> m.group(1)).toList();
  }

  private static List<String> texts(Tokenizer tokenizer, String source) {
    return tokenizer.tokenize(source).stream().map(Token::text).toList();
  }

  private static List<String> forms(Tokenizer tokenizer, String source) {
    return tokenizer.tokenize(source).stream().map(Token::normalized).toList();
  }

  @DisplayName("Rules cut as the page says, and each rule is on it")
  @Test
  void cutting() throws IOException {
    WordTokenizer tokenizer = WordTokenizer.of(Language.AUTO);
    List<List<String>> rules = rows("Rule", "Source text", "Tokens");
    for (List<String> row :
        Stream.concat(rules.stream(), rows("What", "Source text", "Tokens").stream()).toList()) {
      String source = code(row.get(1)).get(0);
      assertThat(texts(tokenizer, source)).as(source).isEqualTo(code(row.get(2)));
    }
    String names = rules.stream().map(row -> row.get(0)).reduce("", (a, b) -> a + " " + b);
    assertThat(names).contains(Arrays.stream(Rule.values()).map(Rule::name).toList());
  }

  @DisplayName("Normalization steps give the forms that the page says, and each step is on it")
  @Test
  void normalizing() throws IOException {
    Set<NormalizationStep> arabic = Normalization.of(Language.AR).steps();
    Set<NormalizationStep> french = Normalization.of(Language.FR).steps();
    List<String> seen = new ArrayList<>();
    for (List<String> row : rows("Step", "fr", "ar, auto", "Before", "After")) {
      NormalizationStep step = step(code(row.get(0)).get(0));
      seen.add(step.label());
      assertThat(row.get(1).equals("●")).as(step.label()).isEqualTo(french.contains(step));
      assertThat(row.get(2).equals("●")).as(step.label()).isEqualTo(arabic.contains(step));
      WordTokenizer tokenizer = WordTokenizer.of(Normalization.of(Language.AUTO).with(step));
      List<String> before = code(row.get(3));
      for (int i = 0; i < before.size(); i++) {
        assertThat(forms(tokenizer, before.get(i)))
            .as("%s of %s", step.label(), before.get(i))
            .containsExactly(code(row.get(4)).get(i));
        WordTokenizer without =
            WordTokenizer.of(Normalization.of(Language.AUTO).with(step).without(step));
        assertThat(forms(without, before.get(i)))
            .as("%s does nothing for %s", step.label(), before.get(i))
            .isNotEqualTo(List.of(code(row.get(4)).get(i)));
      }
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(NormalizationStep.values()).map(NormalizationStep::label).toList());
  }

  private static NormalizationStep step(String label) {
    return Arrays.stream(NormalizationStep.values())
        .filter(step -> step.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no step " + label));
  }

  @DisplayName("Steps on demand give the forms that the page says, and each step is on it")
  @Test
  void onDemand() throws IOException {
    Set<OnDemandStep> seen = new java.util.HashSet<>();
    Optional<OnDemandStep> step = Optional.empty();
    for (List<String> row : rows("Step", "Where", "Source text", "Forms")) {
      Matcher name = CODE.matcher(row.get(0));
      if (name.find()) {
        step =
            Arrays.stream(OnDemandStep.values())
                .filter(each -> each.label().equals(name.group(1)))
                .findFirst();
      }
      seen.add(step.orElseThrow());
      Tokenizer tokenizer =
          SteppedTokenizer.of(
              WordTokenizer.of(Language.AUTO), Language.AUTO, Set.of(step.orElseThrow()));
      String source = code(row.get(2)).get(0);
      assertThat(forms(tokenizer, source)).as(source).isEqualTo(code(row.get(3)));
    }
    assertThat(seen).containsExactlyInAnyOrder(OnDemandStep.values());
  }

  @DisplayName("The page names a source for each rule and each step")
  @Test
  void sources() throws IOException {
    List<String> named = new ArrayList<>();
    for (List<String> row : rows("Rule or step", "Source")) {
      named.addAll(code(row.get(0)));
      assertThat(row.get(1)).as(row.get(0)).isNotBlank();
    }
    List<String> all = new ArrayList<>();
    Arrays.stream(Rule.values()).map(Rule::label).forEach(all::add);
    Arrays.stream(NormalizationStep.values()).map(NormalizationStep::label).forEach(all::add);
    Arrays.stream(OnDemandStep.values()).map(OnDemandStep::label).forEach(all::add);
    assertThat(named).containsAll(all).doesNotHaveDuplicates();
  }
}
