package rawi.tokenize.lucene;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import rawi.tokenize.Kind;
import rawi.tokenize.Token;
import rawi.tokenize.Tokenizer;

/**
 * A {@link Tokenizer} where Lucene asks for one. The term is the normalized form, the offsets index
 * what Lucene read, the type is the kind in small letters. The whole of a field is read before its
 * first token.
 *
 * <p>A token of more than {@value #LONGEST} UTF-16 units becomes several terms, as with Lucene's
 * own StandardTokenizer: an index takes no term of more than 32,766 bytes.
 */
public final class LuceneTokenizer extends org.apache.lucene.analysis.Tokenizer {
  static final int LONGEST = 255;

  private final Tokenizer tokenizer;
  private final boolean punctuation;
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
  private final TypeAttribute type = addAttribute(TypeAttribute.class);
  private Iterator<Token> tokens = List.<Token>of().iterator();
  private int length;

  /**
   * Tokens of {@code tokenizer}.
   *
   * @param punctuation whether punctuation is among them
   */
  public LuceneTokenizer(Tokenizer tokenizer, boolean punctuation) {
    this.tokenizer = tokenizer;
    this.punctuation = punctuation;
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    String text = read(input);
    length = text.length();
    tokens =
        tokenizer.tokenize(text).stream()
            .filter(token -> punctuation || token.kind() != Kind.PUNCTUATION)
            .mapMulti(LuceneTokenizer::pieces)
            .iterator();
  }

  private static String read(Reader input) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[8192];
    int n = input.read(buffer);
    while (n >= 0) {
      text.append(buffer, 0, n);
      n = input.read(buffer);
    }
    return text.toString();
  }

  private static void pieces(Token token, java.util.function.Consumer<Token> out) {
    String text = token.text();
    if (text.length() <= LONGEST && token.normalized().length() <= LONGEST) {
      out.accept(token);
      return;
    }
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(from + LONGEST, text.length());
      if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
        to--;
      }
      out.accept(token.part(from, to, text.substring(from, to)));
      from = to;
    }
  }

  @Override
  public boolean incrementToken() {
    clearAttributes();
    if (!tokens.hasNext()) {
      return false;
    }
    Token token = tokens.next();
    term.append(token.normalized());
    offset.setOffset(correctOffset(token.start()), correctOffset(token.end()));
    type.setType(token.kind().name().toLowerCase(Locale.ROOT));
    return true;
  }

  @Override
  public void end() throws IOException {
    super.end();
    int last = correctOffset(length);
    offset.setOffset(last, last);
  }
}
