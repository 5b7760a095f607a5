package rawi.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The Unicode Consortium's own test files, where the rules claim to follow them. */
class UnicodeGoldTest {
  private static List<String> lines(String name) throws IOException {
    Path root = Path.of(Optional.ofNullable(System.getenv("RAWI_DATA")).orElse("../shared/data"));
    Path file = root.resolve("gold_unicode").resolve(name);
    assumeTrue(Files.exists(file), () -> "skipped: no " + file + "; set RAWI_DATA");
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      int comment = line.indexOf('#');
      String data = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!data.isEmpty() && data.charAt(0) != '@') {
        lines.add(data);
      }
    }
    return lines;
  }

  @DisplayName("NFC and NFKC are what NormalizationTest.txt says, for every line and column")
  @Test
  void normalization() throws IOException {
    Normalizer nfc = Normalizer.of(Normalization.none().with(NormalizationStep.NFC));
    Normalizer nfkc = Normalizer.of(Normalization.none().with(NormalizationStep.NFKC));
    List<String> lines = lines("NormalizationTest.txt");
    for (String line : lines) {
      String[] column = line.split(";", -1);
      for (int i = 0; i < 5; i++) {
        String source = text(column[i]);
        assertThat(nfc.apply(source, Kind.WORD))
            .as("NFC of column %d: %s", i + 1, line)
            .isEqualTo(text(column[i < 3 ? 1 : 3]));
        assertThat(nfkc.apply(source, Kind.WORD))
            .as("NFKC of column %d: %s", i + 1, line)
            .isEqualTo(text(column[3]));
      }
    }
    assertThat(lines).hasSizeGreaterThan(18_000);
  }

  @DisplayName("Words begin and end where WordBreakTest.txt says, but for what is done on purpose")
  @Test
  void wordBreaks() throws IOException {
    WordTokenizer tokenizer = WordTokenizer.of(Normalization.none());
    int held = 0;
    for (String line : lines("WordBreakTest.txt")) {
      String source = text(line.replace("÷", "").replace("×", ""));
      if (!claimed(source)) {
        continue;
      }
      held++;
      assertThat(words(tokenizer, source)).as(line).isEqualTo(segments(line));
    }
    assertThat(held).isGreaterThanOrEqualTo(863);
  }

  /** What the tokenizer does otherwise on purpose; each shape is one reason. */
  private static final List<Pattern> OTHERWISE =
      Stream.of(
              "_", // belongs to tags and names, not to the edge of a word
              "[\\p{L}\\p{M}]:[\\p{L}\\p{M}]", // one word in Swedish, two in French and Arabic
              "\\p{N}:\\p{N}", // a time of day is one number
              "[\\p{L}\\p{N}\\p{M}]\\p{Cf}(?!\\p{L})", // invisible at the end of a word: a gap
              "['.,:]\\p{Cf}", // the same behind a sign
              "[\\p{N}',.:]\\p{M}", // a combining mark on what is no letter
              "\\p{N}'\\p{L}|\\p{L}'\\p{N}", // an Arabizi word: 3'ali
              "\u3031", // joins Japanese words
              "\u05D0\\p{M}?[\"']|\\p{N}\u05D0") // Hebrew acronyms and numbers
          .map(Pattern::compile)
          .toList();

  private static boolean claimed(String source) {
    return OTHERWISE.stream().noneMatch(shape -> shape.matcher(source).find());
  }

  private static List<String> words(WordTokenizer tokenizer, String source) {
    return tokenizer.tokenize(source).stream()
        .filter(token -> hasWord(token.text()))
        .map(token -> token.start() + "-" + token.end())
        .toList();
  }

  private static List<String> segments(String line) {
    List<String> segments = new ArrayList<>();
    int start = 0;
    for (String segment : line.split("÷", -1)) {
      String part = text(segment.replace("×", ""));
      if (hasWord(part)) {
        segments.add(start + "-" + (start + part.length()));
      }
      start += part.length();
    }
    return segments;
  }

  private static boolean hasWord(String part) {
    return part.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static String text(String codes) {
    StringBuilder text = new StringBuilder();
    for (String code : codes.strip().split("\\s+", -1)) {
      if (!code.isEmpty()) {
        text.appendCodePoint(Integer.parseInt(code, 16));
      }
    }
    return text.toString();
  }
}
