package rawi.tokenize.subwords;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what surrounds the model, and refuses what is not done here. */
final class TokenizerReader {
  private final JsonPlace root;

  TokenizerReader(JsonPlace root) {
    this.root = root;
  }

  SubwordTokenizer read() throws IOException {
    JsonPlace version = root.field("version");
    if (!version.isAbsent() && !version.text().equals("1.0")) {
      throw version.expected("\"1.0\"");
    }
    requireAbsent("truncation", "sequences are cut by PadSequences; set it to null");
    requireAbsent("padding", "sequences are padded by PadSequences; set it to null");
    requireAbsent("normalizer", "text is not changed here before it is cut");
    JsonPlace model = root.field("model");
    ModelReader reader = ModelReader.of(model);
    Cut cut = cut();
    JsonPlace after = root.field("post_processor");
    if (!after.isAbsent() && !after.type().equals("ByteLevel")) {
      throw after.refused(
          "the type "
              + after.type()
              + " is not known; expected null or ByteLevel, as no ids are"
              + " added around a text here");
    }
    JsonPlace decoder = root.field("decoder");
    if (decoder.isAbsent() || !decoder.type().equals("ByteLevel")) {
      throw decoder.expected("the type ByteLevel");
    }
    List<AddedToken> added = added();
    ModelReader.Model read = reader.read(added);
    return SubwordTokenizer.of(
        cut.pretokenizer, cut.prefixSpace, read.segmenter(), read.forms(), added);
  }

  private void requireAbsent(String name, String why) throws IOException {
    JsonPlace place = root.field(name);
    if (!place.isAbsent()) {
      String type = place.node().path("type").asText("");
      String what = type.isEmpty() ? "" : "the type " + type + " is not known; ";
      throw place.refused(what + "expected null: " + why);
    }
  }

  /** How the text is cut into pieces. */
  private record Cut(Pretokenizer pretokenizer, boolean prefixSpace) {}

  private Cut cut() throws IOException {
    JsonPlace place = root.field("pre_tokenizer");
    if (place.isAbsent()) {
      throw place.expected("the type ByteLevel, or a Sequence of Split and ByteLevel");
    }
    if (place.type().equals("ByteLevel")) {
      boolean pattern = place.flag("use_regex", true);
      return new Cut(
          pattern ? Pretokenizer.GPT2 : Pretokenizer.NONE, place.flag("add_prefix_space", true));
    }
    if (!place.type().equals("Sequence")) {
      throw place.refused(
          "the type "
              + place.type()
              + " is not known; expected ByteLevel, or a Sequence of Split and ByteLevel");
    }
    List<JsonPlace> parts = place.field("pretokenizers").elements();
    for (int i = 0; i < parts.size(); i++) {
      String wanted = i == 0 ? "Split" : "ByteLevel";
      if (i > 1 || !parts.get(i).type().equals(wanted)) {
        throw parts
            .get(i)
            .refused(
                "the type "
                    + parts.get(i).type()
                    + " is not known here; expected a Sequence of Split and ByteLevel");
      }
    }
    if (parts.size() != 2) {
      throw place.field("pretokenizers").expected("Split and ByteLevel");
    }
    for (String flag : List.of("use_regex", "add_prefix_space")) {
      if (parts.get(1).flag(flag, true)) {
        throw parts.get(1).field(flag).refused("expected false after a Split, got true");
      }
    }
    return new Cut(pattern(parts.get(0)), false);
  }

  private static Pretokenizer pattern(JsonPlace split) throws IOException {
    JsonPlace behavior = split.field("behavior");
    if (!behavior.text().equals("Isolated") || split.flag("invert", false)) {
      throw split.refused("expected the behavior Isolated and invert false");
    }
    JsonPlace pattern = split.field("pattern").field("Regex");
    for (Pretokenizer each : Pretokenizer.values()) {
      if (each != Pretokenizer.NONE && each.pattern().equals(pattern.text())) {
        return each;
      }
    }
    throw pattern.refused(
        "the pattern is not known; known are those of the pretokenizers words and gpt2");
  }

  private List<AddedToken> added() throws IOException {
    JsonPlace list = root.field("added_tokens");
    if (list.isAbsent()) {
      return List.of();
    }
    List<AddedToken> added = new ArrayList<>();
    Set<String> contents = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonPlace place : list.elements()) {
      for (String flag : List.of("single_word", "lstrip", "rstrip")) {
        place.requireUnused(flag, "added tokens are found as they stand here; expected false");
      }
      int id = place.field("id").id();
      String content = place.field("content").text();
      if (!contents.add(content) || !ids.add(id)) {
        throw place.refused("the token '" + content + "' or its id " + id + " stands twice");
      }
      if (content.length() == 1 && ByteAlphabet.read(content).isPresent()) {
        throw place.refused("the token '" + content + "' is the form of a byte");
      }
      try {
        added.add(new AddedToken(id, content, place.flag("special", false)));
      } catch (IllegalArgumentException e) {
        throw place.refused(String.valueOf(e.getMessage()));
      }
    }
    return added;
  }
}
