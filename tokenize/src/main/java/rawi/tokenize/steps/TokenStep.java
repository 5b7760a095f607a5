package rawi.tokenize.steps;

import java.util.List;
import rawi.tokenize.Token;
import rawi.tokenize.sentences.SentenceLanguage;

/**
 * Something done with the tokens of one sentence: they are split, given another form or left out.
 */
@FunctionalInterface
public interface TokenStep {
  /**
   * The tokens after the step, still in order and without overlap.
   *
   * @param tokens those of a sentence, or of a part of a very long one
   */
  List<Token> apply(List<Token> tokens, SentenceLanguage language);
}
