package rawi.tokenize.gold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rawi.tokenize.gold.GoldSentence.Place;

/**
 * Reads the sentences of a CoNLL-U file, line by line. Surface tokens are what stands in the text:
 * a multiword token ({@code 3-4 du}) is one, and so are pieces of an Arabic word that a treebank
 * cuts without saying that they are one (Arabic-PUD). Without a {@code # text} line the text is put
 * together from the forms and {@code SpaceAfter=No}.
 *
 * <p>Source: Universal Dependencies, CoNLL-U Format.
 */
public final class ConlluReader {
  private static final int COLUMNS = 10;
  private static final String TEXT = "# text = ";

  private final String name;
  private final List<GoldSentence> sentences = new ArrayList<>();
  private final List<String> forms = new ArrayList<>();
  private final List<Boolean> spaces = new ArrayList<>();
  private Optional<String> text = Optional.empty();
  private int number;
  private int covered;

  /** A reader of a file that errors call by {@code name}. */
  public ConlluReader(String name) {
    this.name = name;
  }

  /**
   * The next line of the file, without its end.
   *
   * @throws IllegalArgumentException that names the line which is no CoNLL-U
   */
  public void line(String line) {
    number++;
    if (line.isBlank()) {
      endSentence();
    } else if (line.startsWith(TEXT)) {
      text = Optional.of(line.substring(TEXT.length()));
    } else if (line.charAt(0) != '#') {
      row(line);
    }
  }

  private void row(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != COLUMNS) {
      throw refused(
          "expected %d columns with tabs between them, got %d".formatted(COLUMNS, columns.length));
    }
    String id = columns[0];
    if (id.indexOf('.') >= 0) {
      return; // an empty node: no part of the text
    }
    int dash = id.indexOf('-');
    int first = id(dash < 0 ? id : id.substring(0, dash));
    if (first <= covered) {
      return; // a word of the multiword token above it
    }
    covered = dash < 0 ? first : id(id.substring(dash + 1));
    forms.add(columns[1]);
    spaces.add(!columns[COLUMNS - 1].contains("SpaceAfter=No"));
  }

  private int id(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw refused(
          "expected a word number such as 3 or 3-4 in the first column, got '" + digits + "'");
    }
  }

  private void endSentence() {
    if (!forms.isEmpty()) {
      String source = text.orElseGet(this::joined);
      sentences.add(new GoldSentence(source, SurfaceWords.glued(source, places(source))));
    }
    forms.clear();
    spaces.clear();
    text = Optional.empty();
    covered = 0;
  }

  private String joined() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < forms.size(); i++) {
      out.append(forms.get(i)).append(spaces.get(i) ? " " : "");
    }
    return out.toString().strip();
  }

  private List<Place> places(String source) {
    List<Place> places = new ArrayList<>(forms.size());
    int at = 0;
    for (String form : forms) {
      int start = source.indexOf(form, at);
      if (start < 0 || !source.substring(at, start).isBlank()) {
        throw refused(
            "the sentence above: expected '%s' behind '%s' in its text, got '%s'"
                .formatted(form, end(source.substring(0, at)), beginning(source.substring(at))));
      }
      at = start + form.length();
      places.add(new Place(start, at));
    }
    return places;
  }

  private static String end(String s) {
    return s.substring(Math.max(0, s.length() - 20));
  }

  private static String beginning(String s) {
    return s.substring(0, Math.min(20, s.length()));
  }

  /**
   * The sentences, after the last line.
   *
   * @throws IllegalArgumentException if there is none
   */
  public List<GoldSentence> finish() {
    endSentence();
    if (sentences.isEmpty()) {
      throw new IllegalArgumentException(
          name + ": no sentence in it; expected CoNLL-U, one word a line in 10 columns");
    }
    return List.copyOf(sentences);
  }

  private IllegalArgumentException refused(String what) {
    return new IllegalArgumentException("%s: line %d: %s".formatted(name, number, what));
  }
}
