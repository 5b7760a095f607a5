package rawi.tokenize;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sentences of a CoNLL-U file with the spans of their surface tokens: a multiword token counts as
 * one.
 */
record GoldTokens(String text, List<Span> spans) {
  record Span(int start, int end) {}

  /** Token scores over a file, by exact spans. */
  record Score(double precision, double recall, double f1) {}

  static List<GoldTokens> read(Path file) throws IOException {
    List<GoldTokens> sentences = new ArrayList<>();
    String text = "";
    List<Span> spans = new ArrayList<>();
    int at = 0;
    int covered = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (line.startsWith("# text = ")) {
        text = line.substring("# text = ".length());
        spans = new ArrayList<>();
        at = 0;
        covered = 0;
      } else if (line.isEmpty()) {
        sentences.add(new GoldTokens(text, gluedArabic(text, spans)));
      } else if (line.charAt(0) != '#') {
        String[] columns = line.split("\t", -1);
        int dash = columns[0].indexOf('-');
        boolean empty = columns[0].indexOf('.') >= 0;
        if (dash < 0 && (empty || Integer.parseInt(columns[0]) <= covered)) {
          continue;
        }
        if (dash > 0) {
          covered = Integer.parseInt(columns[0].substring(dash + 1));
        }
        int start = text.indexOf(columns[1], at);
        at = start + columns[1].length();
        spans.add(new Span(start, at));
      }
    }
    return sentences;
  }

  /**
   * Arabic-PUD cuts clitics off without marking the multiword token; the surface token is what is
   * written together.
   */
  private static List<Span> gluedArabic(String text, List<Span> spans) {
    List<Span> glued = new ArrayList<>();
    for (Span span : spans) {
      Span last = glued.isEmpty() ? new Span(-1, -1) : glued.get(glued.size() - 1);
      if (last.end() == span.start() && isWord(text, last) && isWord(text, span)) {
        glued.set(glued.size() - 1, new Span(last.start(), span.end()));
      } else {
        glued.add(span);
      }
    }
    return glued;
  }

  /**
   * Letters at the seam, one side of them Arabic: no punctuation is glued to a word, and French
   * stays as it is.
   */
  private static boolean isWord(String text, Span span) {
    return text.substring(span.start(), span.end())
        .chars()
        .allMatch(
            c ->
                (Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC
                        && Character.isLetter(c))
                    || c == 'ـ'
                    || Character.getType(c) == Character.NON_SPACING_MARK
                    || (Character.isDigit(c) && hasArabic(text)));
  }

  private static boolean hasArabic(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC);
  }

  static Score score(Tokenizer tokenizer, List<GoldTokens> sentences) {
    long found = 0;
    long expected = 0;
    long right = 0;
    for (GoldTokens sentence : sentences) {
      Set<Span> gold = new HashSet<>(sentence.spans());
      List<Token> tokens = tokenizer.tokenize(sentence.text());
      found += tokens.size();
      expected += gold.size();
      right += tokens.stream().filter(t -> gold.contains(new Span(t.start(), t.end()))).count();
    }
    double precision = (double) right / found;
    double recall = (double) right / expected;
    return new Score(precision, recall, 2 * precision * recall / (precision + recall));
  }
}
