package rawi.apps.embeddings;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.embeddings.WordVectors;
import rawi.tokenize.Kind;
import rawi.tokenize.Language;
import rawi.tokenize.Normalization;
import rawi.tokenize.Normalizer;

/**
 * Finds the words that a user types among those that have vectors: as typed, else as the tokenizer
 * normalizes them; else, where there are sub-words, composed of these. What was done is said.
 */
final class Lookup {
  private final WordVectors vectors;
  private final String name;
  private final Session session;
  private final Normalizer normalizer = Normalizer.of(Normalization.of(Language.AUTO));

  Lookup(WordVectors vectors, VectorsOptions options, Session session) {
    this.vectors = vectors;
    this.name = options.file().toString();
    this.session = session;
  }

  /** The word in the form in which it is known; as it is typed if it is not. */
  String known(String word) {
    if (word.isEmpty() || vectors.words().index(word).isPresent()) {
      return word;
    }
    String normalized = normalizer.apply(word, Kind.WORD);
    return vectors.words().index(normalized).isPresent() ? normalized : word;
  }

  /**
   * The vector of a word.
   *
   * @throws Failure if it has none
   */
  float[] vector(String word) {
    String known = known(word);
    Optional<float[]> vector = word.isEmpty() ? Optional.empty() : vectors.of(known);
    if (vector.isEmpty()) {
      throw new Failure(
          "%s: '%s' is not among its %s".formatted(name, word, Counted.words(vectors.size()))
              + (vectors.subwords().isPresent() ? ", nor are its sub-words known" : ""));
    }
    if (!known.equals(word)) {
      session.say("'%s' is taken for '%s'".formatted(word, known));
    } else if (vectors.words().index(word).isEmpty()) {
      session.say("'%s' is not among the words; it is composed of its sub-words".formatted(word));
    }
    return vector.get();
  }

  /** The numbers of those of some words that have a vector of their own. */
  Set<Integer> numbers(List<String> words) {
    Set<Integer> numbers = new HashSet<>();
    for (String word : words) {
      OptionalInt number = vectors.words().index(known(word));
      number.ifPresent(numbers::add);
    }
    return numbers;
  }
}
