package rawi.tokenize.opennlp;

import java.io.IOException;
import java.util.List;
import opennlp.tools.tokenize.TokenSample;
import opennlp.tools.tokenize.TokenizerFactory;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.Span;
import opennlp.tools.util.TrainingParameters;
import rawi.tokenize.gold.GoldSentence;

/** Trains OpenNLP's TokenizerME (maximum entropy, OpenNLP's own settings) on a treebank. */
public final class TokenizerTraining {
  private TokenizerTraining() {}

  /**
   * A model of the surface tokens of {@code sentences}.
   *
   * @param language its name in the model, such as {@code fr}
   * @throws IllegalArgumentException if there is nothing to learn: no sentence in which a token
   *     ends where no space is
   */
  public static TokenizerModel train(List<GoldSentence> sentences, String language) {
    List<TokenSample> samples =
        sentences.stream()
            .map(TokenizerTraining::sample)
            .filter(s -> s.getTokenSpans().length > 0)
            .toList();
    if (sentences.stream().noneMatch(TokenizerTraining::hasSeam)) {
      throw new IllegalArgumentException(
          "nothing to learn from: expected sentences with tokens that no space separates, such as a word and its point");
    }
    try {
      return TokenizerME.train(
          ObjectStreamUtils.createObjectStream(samples),
          new TokenizerFactory(language, null, false, null),
          TrainingParameters.defaultParams());
    } catch (IOException e) {
      throw new IllegalStateException("training reads from memory alone", e);
    }
  }

  private static TokenSample sample(GoldSentence sentence) {
    Span[] spans =
        sentence.tokens().stream()
            .map(token -> new Span(token.start(), token.end()))
            .toArray(Span[]::new);
    return new TokenSample(sentence.text(), spans);
  }

  private static boolean hasSeam(GoldSentence sentence) {
    for (int i = 1; i < sentence.tokens().size(); i++) {
      if (sentence.tokens().get(i - 1).end() == sentence.tokens().get(i).start()) {
        return true;
      }
    }
    return false;
  }
}
