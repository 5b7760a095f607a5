package rawi.apps.demo;

import java.io.InputStream;
import java.util.Locale;
import rawi.apps.cli.Utf8Lines;
import rawi.apps.sentiment.LabelledTexts;
import rawi.tokenize.Language;

/** The sentences that come with the program. */
public record Samples(LabelledTexts train, LabelledTexts valid, LabelledTexts test) {

  /** Those of one language, {@code fr} or {@code ar}. */
  public static Samples of(Language language) {
    return new Samples(read(language, "train"), read(language, "valid"), read(language, "test"));
  }

  private static LabelledTexts read(Language language, String part) {
    String name = "sentiment.%s.%s.tsv".formatted(language.name().toLowerCase(Locale.ROOT), part);
    InputStream in = Samples.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the program was built without its sample " + name);
    }
    try (Utf8Lines lines = Utf8Lines.of(name, in)) {
      return LabelledTexts.read(lines);
    }
  }
}
