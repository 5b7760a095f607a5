package rawi.tokenize.named;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import rawi.tokenize.Normalization;
import rawi.tokenize.PlainTokenizer;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.WordTokenizer;
import rawi.tokenize.lucene.AnalyzerTokenizer;
import rawi.tokenize.opennlp.SpanTokenizer;

/** The tokenizers that need nothing but their name. */
public enum NamedTokenizer {
  /** Rawi's own. */
  WORD,
  /** Runs of letters and digits in small letters, every other sign alone. */
  PLAIN,
  /** Lucene's StandardTokenizer. */
  LUCENE,
  /** Lucene's FrenchAnalyzer. */
  LUCENE_FRENCH,
  /** Lucene's ArabicAnalyzer. */
  LUCENE_ARABIC,
  /** ICU's word boundaries, through Lucene. */
  ICU,
  /** OpenNLP's SimpleTokenizer. */
  OPENNLP,
  /** OpenNLP's WhitespaceTokenizer. */
  OPENNLP_WHITESPACE;

  /** The tokenizer; one that has forms of its own does without {@code normalization}. */
  public Tokenizer open(Normalization normalization) {
    return switch (this) {
      case WORD -> WordTokenizer.of(normalization);
      case PLAIN -> new PlainTokenizer();
      case LUCENE -> AnalyzerTokenizer.standard(normalization);
      case LUCENE_FRENCH -> AnalyzerTokenizer.french();
      case LUCENE_ARABIC -> AnalyzerTokenizer.arabic();
      case ICU -> AnalyzerTokenizer.icu(normalization);
      case OPENNLP -> SpanTokenizer.simple(normalization);
      case OPENNLP_WHITESPACE -> SpanTokenizer.whitespace(normalization);
    };
  }

  /** Whether {@link Normalization} makes its forms. */
  public boolean normalizes() {
    return this != PLAIN && this != LUCENE_FRENCH && this != LUCENE_ARABIC;
  }

  /** How a command line writes it: {@code lucene-french}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All labels, with {@code separator} between them. */
  public static String labels(String separator) {
    return Arrays.stream(values())
        .map(NamedTokenizer::label)
        .collect(Collectors.joining(separator));
  }
}
