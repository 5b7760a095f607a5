package rawi.tokenize.opennlp;

import java.util.List;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.tokenize.ThreadSafeTokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.tokenize.WhitespaceTokenizer;
import opennlp.tools.util.Span;
import rawi.tokenize.Normalization;
import rawi.tokenize.Normalizer;
import rawi.tokenize.Token;
import rawi.tokenize.TokenBuilder;
import rawi.tokenize.Tokenizer;

/**
 * A tokenizer of OpenNLP as a {@link Tokenizer}: places are OpenNLP's; forms, kinds and scripts
 * Rawi's. Its counterpart is {@link rawi.tokenize.OpenNlpTokenizer}.
 */
public final class SpanTokenizer implements Tokenizer {
  private final opennlp.tools.tokenize.Tokenizer tokenizer;
  private final Normalizer normalizer;

  /** Tokens where {@code tokenizer} finds them. */
  public SpanTokenizer(opennlp.tools.tokenize.Tokenizer tokenizer, Normalization normalization) {
    this.tokenizer = tokenizer;
    this.normalizer = Normalizer.of(normalization);
  }

  /** OpenNLP's SimpleTokenizer: runs of letters, of digits, of one sign. */
  public static SpanTokenizer simple(Normalization normalization) {
    return new SpanTokenizer(SimpleTokenizer.INSTANCE, normalization);
  }

  /** OpenNLP's WhitespaceTokenizer. */
  public static SpanTokenizer whitespace(Normalization normalization) {
    return new SpanTokenizer(WhitespaceTokenizer.INSTANCE, normalization);
  }

  /** OpenNLP's TokenizerME with a trained model, safe for several threads. */
  public static SpanTokenizer trained(TokenizerModel model, Normalization normalization) {
    return new SpanTokenizer(new ThreadSafeTokenizerME(model), normalization);
  }

  /**
   * Where OpenNLP cuts between the two halves of a code point, the whole goes to the first token.
   */
  @Override
  public List<Token> tokenize(String text) {
    TokenBuilder tokens = new TokenBuilder(text);
    int last = 0;
    for (Span span : tokenizer.tokenizePos(text)) {
      int start = Math.max(last, span.getStart());
      int end = span.getEnd();
      if (end < text.length()
          && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))) {
        end++;
      }
      if (start < end) {
        tokens.add(start, end, normalizer);
        last = end;
      }
    }
    return tokens.tokens();
  }
}
