package rawi.tokenize.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rawi.tokenize.Language;
import rawi.tokenize.Token;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.WordTokenizer;

/**
 * Arabic-PUD cuts و ف ب ك ل س off its words (not the article): how many of these cuts are found.
 */
class CliticsGoldTest {
  private static final String LETTERS = "وفبكلس";

  @DisplayName("Of the clitics that are cut off 97.4 % are clitics, and 79.7 % of all are found")
  @Test
  void cliticsOfArabicPud() throws IOException {
    Path root = Path.of(Optional.ofNullable(System.getenv("RAWI_DATA")).orElse("../shared/data"));
    Path file = root.resolve("gold_tokenization/ar_pud-ud-test.conllu");
    assumeTrue(Files.exists(file), () -> "skipped: no " + file + "; set RAWI_DATA");
    Tokenizer tokenizer =
        SteppedTokenizer.of(
            WordTokenizer.of(Language.AR), Language.AR, Set.of(OnDemandStep.CLITICS));
    Map<Character, int[]> counts = new TreeMap<>();
    for (List<String> pieces : words(Files.readAllLines(file, StandardCharsets.UTF_8))) {
      String word = String.join("", pieces);
      Set<Integer> gold = cuts(pieces);
      Set<Integer> found =
          cuts(tokenizer.tokenize(word).stream().map(CliticsGoldTest::piece).toList());
      for (int cut = 1; cut <= 3; cut++) {
        boolean is = gold.contains(cut);
        boolean said = found.contains(cut);
        if (is || said) {
          int[] count = counts.computeIfAbsent(word.charAt(cut - 1), letter -> new int[3]);
          count[is && said ? 0 : said ? 1 : 2]++;
        }
      }
    }
    int[] all = new int[3];
    counts.values().forEach(count -> add(all, count));
    counts.put('*', all);
    Files.writeString(Path.of("target/clitics.txt"), table(counts));
    assertThat(precision(all)).as(table(counts)).isGreaterThanOrEqualTo(0.974);
    assertThat(recall(all)).as(table(counts)).isGreaterThanOrEqualTo(0.797);
  }

  /** The article behind ل is none of the letters that the treebank cuts off. */
  private static String piece(Token token) {
    return token.normalized().equals("ال") ? token.text() + "." : token.text();
  }

  /** Where single letters come off at the front, one behind the other. */
  private static Set<Integer> cuts(List<String> pieces) {
    Set<Integer> cuts = new HashSet<>();
    for (int i = 0; i + 1 < pieces.size(); i++) {
      String piece = pieces.get(i);
      if (piece.length() > 1 || !LETTERS.contains(piece)) {
        break;
      }
      cuts.add(i + 1);
    }
    return cuts;
  }

  /** Rows that no space separates, cut where what is no Arabic letter stands. */
  private static List<List<String>> words(List<String> lines) {
    List<List<String>> words = new ArrayList<>();
    List<String> pieces = new ArrayList<>();
    for (String line : lines) {
      String[] columns = line.split("\t", -1);
      boolean arabic =
          columns.length == 10
              && columns[1].chars().allMatch(c -> c >= 0x621 && c <= 0x652)
              && !columns[3].equals("PUNCT");
      if (arabic) {
        pieces.add(columns[1]);
      }
      if (!pieces.isEmpty() && (!arabic || !columns[9].contains("SpaceAfter=No"))) {
        words.add(pieces);
        pieces = new ArrayList<>();
      }
    }
    return words;
  }

  private static void add(int[] to, int[] count) {
    for (int i = 0; i < to.length; i++) {
      to[i] += count[i];
    }
  }

  private static double precision(int[] count) {
    return (double) count[0] / (count[0] + count[1]);
  }

  private static double recall(int[] count) {
    return (double) count[0] / (count[0] + count[2]);
  }

  private static String table(Map<Character, int[]> counts) {
    StringBuilder out = new StringBuilder();
    counts.forEach(
        (letter, count) ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "%s right %d wrong %d missed %d precision %.3f recall %.3f%n",
                    letter,
                    count[0],
                    count[1],
                    count[2],
                    precision(count),
                    recall(count))));
    return out.toString();
  }
}
