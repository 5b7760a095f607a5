package rawi.tokenize.subwords;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the model of a tokenizer: its tokens, and what cuts a piece into them. */
final class ModelReader {
  private final JsonPlace model;
  private final Method method;
  private final List<String> forms = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();

  private ModelReader(JsonPlace model, Method method) {
    this.model = model;
    this.method = method;
  }

  record Model(Segmenter segmenter, List<String> forms) {}

  /** A reader for the model's type, which is all that is looked at yet. */
  static ModelReader of(JsonPlace model) throws IOException {
    if (!model.node().isObject()) {
      throw model.expected("a model");
    }
    // files of the first versions name no type
    boolean untyped = model.field("type").isAbsent() && !model.field("merges").isAbsent();
    String type = untyped ? "BPE" : model.type();
    for (Method method : Method.values()) {
      if (method.name().equalsIgnoreCase(type)) {
        return new ModelReader(model, method);
      }
    }
    throw model.refused("the type " + type + " is not known; expected BPE or Unigram");
  }

  Model read(List<AddedToken> added) throws IOException {
    model.requireUnused("byte_fallback", "expected a model of bytes, whose every byte is a token");
    Segmenter segmenter = method == Method.BPE ? bytePairs(added) : unigram(added);
    return new Model(segmenter, forms);
  }

  private Segmenter bytePairs(List<AddedToken> added) throws IOException {
    model.requireUnused("dropout", "merges are never left out here; expected null");
    model.requireUnused("continuing_subword_prefix", "expected a byte-level model, without one");
    model.requireUnused("end_of_word_suffix", "expected a byte-level model, without one");
    model.requireUnused("ignore_merges", "a piece is always merged from its bytes here");
    JsonPlace vocabulary = model.field("vocab");
    for (Map.Entry<String, JsonNode> entry : vocabulary.fields()) {
      add(entry.getKey(), vocabulary.field(entry.getKey()).id(), vocabulary);
    }
    requireSpelled(vocabulary, added);
    int[] byteIds = byteIds(vocabulary);
    List<BytePairs.Merge> merges = new ArrayList<>();
    LongTable seen = new LongTable(forms.size());
    for (JsonPlace place : model.field("merges").elements()) {
      BytePairs.Merge merge = merge(place);
      if (seen.putIfAbsent(BytePairs.pair(merge.left(), merge.right()), merges.size())
          != merges.size()) {
        throw place.refused("the merge stands twice");
      }
      merges.add(merge);
    }
    return new BytePairs(byteIds, merges);
  }

  /** {@code "a b"}, as all versions of the format read it, or {@code ["a", "b"]}. */
  private BytePairs.Merge merge(JsonPlace place) throws IOException {
    List<String> parts = new ArrayList<>();
    if (place.node().isArray()) {
      for (JsonPlace part : place.elements()) {
        parts.add(part.text());
      }
    } else {
      Collections.addAll(parts, place.text().split(" ", -1));
    }
    if (parts.size() != 2) {
      throw place.expected("two tokens");
    }
    String product = parts.get(0) + parts.get(1);
    return new BytePairs.Merge(
        known(parts.get(0), place), known(parts.get(1), place), known(product, place));
  }

  private int known(String form, JsonPlace place) throws IOException {
    Integer id = ids.get(form);
    if (id == null) {
      throw place.refused("the token '" + form + "' is not in model.vocab");
    }
    return id;
  }

  private Segmenter unigram(List<AddedToken> added) throws IOException {
    JsonPlace vocabulary = model.field("vocab");
    List<JsonPlace> entries = vocabulary.elements();
    double[] scores = new double[entries.size()];
    for (int id = 0; id < scores.length; id++) {
      List<JsonPlace> entry = entries.get(id).elements();
      if (entry.size() != 2) {
        throw entries.get(id).expected("a token and its score");
      }
      add(entry.get(0).text(), id, entries.get(id));
      scores[id] = entry.get(1).number();
    }
    requireSpelled(vocabulary, added);
    byteIds(vocabulary);
    byte[][] tokens = new byte[scores.length][];
    for (int id = 0; id < scores.length; id++) {
      tokens[id] = ByteAlphabet.read(forms.get(id)).orElse(new byte[0]);
    }
    for (AddedToken token : added) {
      if (token.id() < tokens.length) {
        tokens[token.id()] = new byte[0]; // found before the model is asked
      }
    }
    return new Unigram(tokens, scores);
  }

  private void add(String form, int id, JsonPlace place) throws IOException {
    if (form.isEmpty()) {
      throw place.refused("expected a token, got an empty one");
    }
    while (forms.size() <= id) {
      forms.add("");
    }
    if (!forms.get(id).isEmpty()) {
      throw place.refused(
          "the tokens '" + forms.get(id) + "' and '" + form + "' have the same id " + id);
    }
    if (ids.put(form, id) != null) {
      throw place.refused("the token '" + form + "' stands twice");
    }
    forms.set(id, form);
  }

  /** All tokens are spelled in the byte alphabet, or added, under one id. */
  private void requireSpelled(JsonPlace vocabulary, List<AddedToken> added) throws IOException {
    Map<String, Integer> contents = new HashMap<>();
    for (AddedToken token : added) {
      contents.put(token.content(), token.id());
      String form = token.id() < forms.size() ? forms.get(token.id()) : "";
      boolean taken = !form.isEmpty() && !form.equals(token.content());
      if (taken || ids.getOrDefault(token.content(), token.id()) != token.id()) {
        throw vocabulary.refused(
            "the added token '"
                + token.content()
                + "' has the id "
                + token.id()
                + ", but not here; expected one id");
      }
    }
    for (String form : forms) {
      if (!contents.containsKey(form) && ByteAlphabet.read(form).isEmpty()) {
        throw vocabulary.refused(
            "the token '"
                + form
                + "' is not spelled in the alphabet of bytes; expected a byte-level model");
      }
    }
  }

  private int[] byteIds(JsonPlace vocabulary) throws IOException {
    int[] byteIds = new int[ByteAlphabet.SIZE];
    for (int b = 0; b < byteIds.length; b++) {
      Integer id = ids.get(String.valueOf(ByteAlphabet.spell(b)));
      if (id == null) {
        throw vocabulary.refused(
            "no token for the byte 0x%02X ('%c'); expected all 256"
                .formatted(b, ByteAlphabet.spell(b)));
      }
      byteIds[b] = id;
    }
    return byteIds;
  }
}
