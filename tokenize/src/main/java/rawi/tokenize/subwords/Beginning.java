package rawi.tokenize.subwords;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What every trained vocabulary begins with: the special tokens, then the 256 bytes. */
record Beginning(List<AddedToken> specials, List<String> forms, int[] byteIds) {

  /**
   * @throws IllegalArgumentException if a special token is empty, stands twice or is the form of a
   *     byte, or if {@code size} has no room for all of them
   */
  static Beginning of(List<String> specials, int size) {
    int needed = specials.size() + ByteAlphabet.SIZE;
    if (size < needed || size > TokenizerJson.LARGEST_ID) {
      throw new IllegalArgumentException(
          "size: expected %d (the 256 bytes and %d special %s) to %d, got %d"
              .formatted(
                  needed,
                  specials.size(),
                  specials.size() == 1 ? "token" : "tokens",
                  TokenizerJson.LARGEST_ID,
                  size));
    }
    List<AddedToken> added = new ArrayList<>();
    Set<String> forms = new HashSet<>();
    for (String special : specials) {
      added.add(new AddedToken(added.size(), special, true));
      boolean oneByte = special.length() == 1 && ByteAlphabet.read(special).isPresent();
      if (oneByte || !forms.add(special)) {
        throw new IllegalArgumentException(
            "special token '"
                + special
                + "': "
                + (oneByte ? "is the form of a byte; expected a longer one" : "stands twice"));
      }
    }
    List<String> all = new ArrayList<>(specials);
    int[] byteIds = new int[ByteAlphabet.SIZE];
    for (int b : ByteAlphabet.inOrder()) {
      byteIds[b] = all.size();
      all.add(String.valueOf(ByteAlphabet.spell(b)));
    }
    return new Beginning(List.copyOf(added), all, byteIds);
  }

  boolean isSpecial(String form) {
    return specials.stream().anyMatch(special -> special.content().equals(form));
  }
}
