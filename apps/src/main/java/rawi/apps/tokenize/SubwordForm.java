package rawi.apps.tokenize;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import rawi.tokenize.Token;
import rawi.tokenize.subwords.SubwordTokenizer;

/**
 * How a sub-word is printed between spaces: its own spaces as U+2581, and one that is only a part
 * of a character as its bytes, such as {@code <C3>}.
 */
final class SubwordForm implements Function<Token, String> {
  private final SubwordTokenizer tokenizer;
  private final Map<String, String> known = new HashMap<>();

  SubwordForm(SubwordTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public String apply(Token token) {
    return known.computeIfAbsent(token.normalized(), this::printed);
  }

  private String printed(String form) {
    byte[] bytes = tokenizer.decodeBytes(tokenizer.idOf(form).orElseThrow());
    try {
      ByteBuffer whole = ByteBuffer.wrap(bytes);
      return StandardCharsets.UTF_8.newDecoder().decode(whole).toString().replace(' ', '\u2581');
    } catch (CharacterCodingException part) {
      return "<" + HexFormat.of().withUpperCase().formatHex(bytes) + ">";
    }
  }
}
