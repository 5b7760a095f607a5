package rawi.apps.caption.data;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Utf8Lines;

/**
 * Captions whose images are not there: text that teaches a decoder its language. A row whose image
 * is in the validation or test split of the data is dropped, and so is one that says the same as a
 * caption of theirs, word for word in its tokens: what a model is judged on is never learnt.
 *
 * @param captions what is left, as it was written
 * @param rows how many there were in the language
 * @param heldImages dropped: their image is in valid or test
 * @param heldTexts dropped: their words are a caption of valid or test
 * @param wordless dropped: they have no word
 */
public record TextOnlyCaptions(
    String lang, List<String> captions, int rows, int heldImages, int heldTexts, int wordless) {
  private static final int FIELDS = 4;

  public TextOnlyCaptions {
    captions = List.copyOf(captions);
  }

  /**
   * Reads files. The first line of each says what it is: with tabs, rows of {@code image, lang,
   * index, caption}, of which those in the language are taken; without, a caption a line, all of
   * them in the language.
   *
   * @throws Failure naming file and line of a row that is none, or if there is no row in the
   *     language
   */
  public static TextOnlyCaptions read(List<Path> files, String lang, CaptionData data) {
    Reading reading = new Reading(lang, data);
    for (Path file : files) {
      try (Utf8Lines lines = Utf8Lines.open(file.toString(), InputStream.nullInputStream())) {
        reading.read(lines);
      }
    }
    return reading.result();
  }

  /** How many rows were dropped in all. */
  public int dropped() {
    return heldImages + heldTexts + wordless;
  }

  /** What to say about them: one line. */
  public String line() {
    return "captions without images: %d of %d rows in '%s'; dropped %d whose image is in valid or test, %d whose words are a caption of theirs, %d without a word"
        .formatted(captions.size(), rows, lang, heldImages, heldTexts, wordless);
  }

  /** What has been read so far. */
  private static final class Reading {
    private final String lang;
    private final Set<String> images = new HashSet<>();
    private final Set<List<String>> texts = new HashSet<>();
    private final Set<String> languages = new TreeSet<>();
    private final List<String> captions = new ArrayList<>();
    private String last = "";
    private int rows;
    private int heldImages;
    private int heldTexts;
    private int wordless;

    Reading(String lang, CaptionData data) {
      this.lang = lang;
      for (CaptionedImage image : data.images()) {
        if (image.split() != Split.TRAIN) {
          images.add(image.name());
          texts.addAll(image.references(lang));
        }
      }
    }

    void read(Utf8Lines lines) {
      last = lines.name();
      boolean table = false;
      while (lines.advance()) {
        String[] fields = lines.line().split("\t", -1);
        table = lines.number() == 1 ? fields.length > 1 : table;
        if (fields.length != (table ? FIELDS : 1)) {
          throw new Failure(
              "%s: line %d: expected %s, got %d fields"
                  .formatted(
                      lines.name(),
                      lines.number(),
                      table ? "image<TAB>lang<TAB>index<TAB>caption" : "a caption without tabs",
                      fields.length));
        }
        if (table) {
          languages.add(fields[1]);
        }
        if (!table || fields[1].equals(lang)) {
          add(table ? fields[0] : "", fields[fields.length - 1]);
        }
      }
    }

    private void add(String image, String caption) {
      rows++;
      List<String> tokens = CaptionTokens.of(caption);
      if (tokens.isEmpty()) {
        wordless++;
      } else if (images.contains(image)) {
        heldImages++;
      } else if (texts.contains(tokens)) {
        heldTexts++;
      } else {
        captions.add(caption);
      }
    }

    TextOnlyCaptions result() {
      if (captions.isEmpty()) {
        throw new Failure(
            "%s: no caption in '%s' to learn from; %s"
                .formatted(
                    last,
                    lang,
                    rows > 0
                        ? "all %d are of valid or test, or have no word".formatted(rows)
                        : "there are " + String.join(", ", languages)));
      }
      return new TextOnlyCaptions(lang, captions, rows, heldImages, heldTexts, wordless);
    }
  }
}
