package rawi.apps.sentiment;

import java.util.List;
import rawi.tokenize.Language;
import rawi.tokenize.Token;
import rawi.tokenize.Vocabulary;
import rawi.tokenize.WordCounts;
import rawi.tokenize.WordTokenizer;

/** From a text to ids, the same way in training and ever after. */
record TextEncoder(WordTokenizer tokenizer, Vocabulary vocabulary) {

  /** Learns the vocabulary of some texts. */
  static TextEncoder learn(List<String> texts, Language language, int minCount, int maxWords) {
    WordTokenizer tokenizer = WordTokenizer.of(language);
    WordCounts counts = new WordCounts();
    texts.forEach(text -> counts.add(tokenizer.tokenize(text)));
    return new TextEncoder(tokenizer, Vocabulary.of(counts, minCount, maxWords));
  }

  List<Token> tokens(String text) {
    return tokenizer.tokenize(text);
  }

  int[] ids(String text) {
    return vocabulary.encode(tokens(text));
  }
}
