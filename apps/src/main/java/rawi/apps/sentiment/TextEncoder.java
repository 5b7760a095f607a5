package rawi.apps.sentiment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rawi.embeddings.SubwordEmbedding;
import rawi.tokenize.Language;
import rawi.tokenize.Token;
import rawi.tokenize.Vocabulary;
import rawi.tokenize.WordCounts;
import rawi.tokenize.WordTokenizer;

/**
 * From a text to ids, the same way in training and ever after.
 *
 * @param subwords what makes a word's ids, if there are several of each
 */
record TextEncoder(
    WordTokenizer tokenizer, Vocabulary vocabulary, Optional<SubwordEmbedding> subwords) {

  /** Learns the vocabulary of some texts. */
  static TextEncoder learn(List<String> texts, Language language, int minCount, int maxWords) {
    WordTokenizer tokenizer = WordTokenizer.of(language);
    WordCounts counts = new WordCounts();
    texts.forEach(text -> counts.add(tokenizer.tokenize(text)));
    return new TextEncoder(tokenizer, Vocabulary.of(counts, minCount, maxWords), Optional.empty());
  }

  /** For a network whose words have n-grams, if they have. */
  TextEncoder forNetwork(SentimentConfig config) {
    return new TextEncoder(
        tokenizer,
        vocabulary,
        config.ngramBuckets() == 0
            ? Optional.empty()
            : Optional.of(
                new SubwordEmbedding(
                    vocabulary.size(), config.ngrams(), config.embeddingDim(), 0)));
  }

  List<Token> tokens(String text) {
    return tokenizer.tokenize(text);
  }

  /** Ids that a word takes. */
  int idsPerWord() {
    return subwords.isPresent() ? SubwordEmbedding.SLOTS : 1;
  }

  int[] ids(List<Token> tokens) {
    int[] words = vocabulary.encode(tokens);
    return subwords
        .map(s -> s.ids(words, tokens.stream().map(Token::normalized).toList()))
        .orElse(words);
  }

  /** Takes the words {@code from .. to - 1} for unknown ones of which nothing is seen. */
  void occlude(int[] ids, int from, int to) {
    int each = idsPerWord();
    for (int word = from; word < to; word++) {
      Arrays.fill(ids, word * each, (word + 1) * each, Vocabulary.PAD);
      ids[word * each] = Vocabulary.UNKNOWN;
    }
  }
}
