package rawi.tokenize.lucene;

import org.apache.lucene.analysis.Analyzer;
import rawi.tokenize.Tokenizer;

/**
 * Any {@link Tokenizer} as a Lucene analyzer, for an index or a query: terms are the normalized
 * forms, with offsets. Stems and stop words are steps of the tokenizer ({@link
 * rawi.tokenize.steps.SteppedTokenizer}). Safe for several threads if the tokenizer is.
 */
public final class TokenizerAnalyzer extends Analyzer {
  private final Tokenizer tokenizer;
  private final boolean punctuation;

  /** An analyzer without punctuation, as an index wants it. */
  public TokenizerAnalyzer(Tokenizer tokenizer) {
    this(tokenizer, false);
  }

  private TokenizerAnalyzer(Tokenizer tokenizer, boolean punctuation) {
    this.tokenizer = tokenizer;
    this.punctuation = punctuation;
  }

  /** All tokens of {@code tokenizer}, punctuation too. */
  public static TokenizerAnalyzer withPunctuation(Tokenizer tokenizer) {
    return new TokenizerAnalyzer(tokenizer, true);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    return new TokenStreamComponents(new LuceneTokenizer(tokenizer, punctuation));
  }
}
