package rawi.tokenize.sequences;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The words of a text, or its n-grams, as a {@link TextVectorization} says. */
final class Words {
  private final TextVectorization settings;
  private final Function<String, List<String>> splitter;

  Words(TextVectorization settings) {
    this.settings = settings;
    this.splitter = settings.split().splitter();
  }

  List<String> of(String text) {
    List<String> words = splitter.apply(settings.standardize().apply(text));
    if (settings.ngrams().isEmpty()) {
      return words;
    }
    List<String> grams = new ArrayList<>();
    for (int width : settings.ngrams()) {
      for (int i = 0; i + width <= words.size(); i++) {
        grams.add(String.join(" ", words.subList(i, i + width)));
      }
    }
    return grams;
  }
}
