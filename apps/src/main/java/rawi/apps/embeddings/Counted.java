package rawi.apps.embeddings;

/** How many words, as a person writes it. */
final class Counted {
  private Counted() {}

  static String words(long count) {
    return count == 1 ? "1 word" : count + " words";
  }
}
