package rawi.tokenize;

import java.util.List;
import opennlp.tools.util.Span;

/** A {@link Tokenizer} where OpenNLP asks for one: its spans are the offsets of the tokens. */
public final class OpenNlpTokenizer implements opennlp.tools.tokenize.Tokenizer {
  private final Tokenizer tokenizer;

  public OpenNlpTokenizer(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public String[] tokenize(String text) {
    return tokenizer.tokenize(text).stream().map(Token::text).toArray(String[]::new);
  }

  @Override
  public Span[] tokenizePos(String text) {
    List<Token> tokens = tokenizer.tokenize(text);
    return tokens.stream().map(token -> new Span(token.start(), token.end())).toArray(Span[]::new);
  }
}
