package rawi.apps.tokenize;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Function;
import rawi.tokenize.Token;
import rawi.tokenize.subwords.SubwordTokenizer;

/**
 * How a sub-word is printed between spaces: its own spaces as U+2581, and one that is only a part
 * of a character as its bytes, such as {@code <C3>}.
 */
record SubwordForm(SubwordTokenizer tokenizer) implements Function<Token, String> {
  @Override
  public String apply(Token token) {
    byte[] bytes = tokenizer.decodeBytes(tokenizer.idOf(token.normalized()).orElseThrow());
    try {
      ByteBuffer whole = ByteBuffer.wrap(bytes);
      return StandardCharsets.UTF_8.newDecoder().decode(whole).toString().replace(' ', '\u2581');
    } catch (CharacterCodingException part) {
      return "<" + HexFormat.of().withUpperCase().formatHex(bytes) + ">";
    }
  }
}
