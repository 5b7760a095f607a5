package rawi.tokenize.subwords;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The tokens of a model: the form of each id, as it is spelled in a file, and its bytes. */
final class Inventory {
  private final List<String> forms;
  private final byte[][] bytes;
  private final Map<String, Integer> ids;

  /**
   * @param forms spelled in the {@link ByteAlphabet}; an empty one is an id that no token has
   * @param added their forms are plain text
   */
  Inventory(List<String> forms, List<AddedToken> added) {
    this.forms = new ArrayList<>(forms);
    for (AddedToken token : added) {
      while (this.forms.size() <= token.id()) {
        this.forms.add("");
      }
      this.forms.set(token.id(), token.content());
    }
    bytes = new byte[this.forms.size()][];
    ids = new HashMap<>(bytes.length * 2);
    for (int id = 0; id < bytes.length; id++) {
      String form = this.forms.get(id);
      bytes[id] = ByteAlphabet.read(form).orElseGet(() -> form.getBytes(StandardCharsets.UTF_8));
      if (!form.isEmpty()) {
        ids.putIfAbsent(form, id);
      }
    }
    for (AddedToken token : added) {
      bytes[token.id()] = token.content().getBytes(StandardCharsets.UTF_8);
    }
  }

  int size() {
    return bytes.length;
  }

  String form(int id) {
    return forms.get(checked(id));
  }

  byte[] bytes(int id) {
    return bytes[checked(id)];
  }

  OptionalInt idOf(String form) {
    Integer id = ids.get(form);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  boolean has(int id) {
    return id >= 0 && id < bytes.length && bytes[id].length > 0;
  }

  private int checked(int id) {
    if (!has(id)) {
      throw new IllegalArgumentException(
          "sub-words: expected the id of a token, 0 to " + (bytes.length - 1) + ", got " + id);
    }
    return id;
  }
}
