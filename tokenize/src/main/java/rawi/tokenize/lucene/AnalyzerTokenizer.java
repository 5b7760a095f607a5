package rawi.tokenize.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import rawi.tokenize.Normalization;
import rawi.tokenize.Normalizer;
import rawi.tokenize.Token;
import rawi.tokenize.TokenBuilder;
import rawi.tokenize.Tokenizer;

/**
 * A Lucene analyzer as a {@link Tokenizer}. Lucene's own leave punctuation out. Kinds and scripts
 * are worked out by Rawi.
 *
 * <p>An analyzer whose tokens overlap, such as one with synonyms, is refused when it gives the
 * first that does ({@link IllegalArgumentException}).
 */
public final class AnalyzerTokenizer implements Tokenizer {
  private final Analyzer analyzer;
  private final Optional<Normalizer> normalizer;

  /** The normalized form is the analyzer's term. */
  public AnalyzerTokenizer(Analyzer analyzer) {
    this(analyzer, Optional.empty());
  }

  private AnalyzerTokenizer(Analyzer analyzer, Optional<Normalizer> normalizer) {
    this.analyzer = analyzer;
    this.normalizer = normalizer;
  }

  /** Lucene's StandardTokenizer (Unicode Standard Annex 29), normalized by Rawi. */
  public static AnalyzerTokenizer standard(Normalization normalization) {
    return cutOnly(StandardTokenizer::new, normalization);
  }

  /** ICU's word boundaries by script, as Lucene sets them up, normalized by Rawi. */
  public static AnalyzerTokenizer icu(Normalization normalization) {
    return cutOnly(
        () -> new ICUTokenizer(new DefaultICUTokenizerConfig(true, true)), normalization);
  }

  /** Lucene's FrenchAnalyzer: elisions and stop words out, light stems. */
  public static AnalyzerTokenizer french() {
    return new AnalyzerTokenizer(new FrenchAnalyzer());
  }

  /** Lucene's ArabicAnalyzer: normalized, stop words out, light stems. */
  public static AnalyzerTokenizer arabic() {
    return new AnalyzerTokenizer(new ArabicAnalyzer());
  }

  private static AnalyzerTokenizer cutOnly(
      java.util.function.Supplier<org.apache.lucene.analysis.Tokenizer> cutter,
      Normalization normalization) {
    Analyzer analyzer =
        new Analyzer() {
          @Override
          protected TokenStreamComponents createComponents(String field) {
            return new TokenStreamComponents(cutter.get());
          }
        };
    return new AnalyzerTokenizer(analyzer, Optional.of(Normalizer.of(normalization)));
  }

  @Override
  public List<Token> tokenize(String text) {
    TokenBuilder tokens = new TokenBuilder(text);
    try (TokenStream stream = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        if (normalizer.isPresent()) {
          tokens.add(offset.startOffset(), offset.endOffset(), normalizer.get());
        } else {
          tokens.add(offset.startOffset(), offset.endOffset(), term.toString());
        }
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens.tokens();
  }
}
