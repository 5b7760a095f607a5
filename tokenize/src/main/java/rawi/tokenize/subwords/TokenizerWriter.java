package rawi.tokenize.subwords;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;

/** Writes a tokenizer with the fields, and in the order, that the public format has. */
final class TokenizerWriter {
  /** Of an added token in a unigram vocabulary: too low to be chosen against its bytes. */
  private static final double NEVER = -1000;

  private final SubwordTokenizer tokenizer;

  TokenizerWriter(SubwordTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  void write(OutputStream out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setPrettyPrinter(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new com.fasterxml.jackson.core.util.DefaultIndenter("  ", "\n")));
      json.writeStartObject();
      json.writeStringField("version", "1.0");
      json.writeNullField("truncation");
      json.writeNullField("padding");
      added(json);
      json.writeNullField("normalizer");
      cut(json);
      json.writeNullField("post_processor");
      json.writeFieldName("decoder");
      byteLevel(json, false, true);
      json.writeObjectFieldStart("model");
      model(json);
      json.writeEndObject();
      json.writeEndObject();
    }
    out.write('\n');
  }

  private void added(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("added_tokens");
    for (AddedToken token : tokenizer.addedTokens()) {
      json.writeStartObject();
      json.writeNumberField("id", token.id());
      json.writeStringField("content", token.content());
      for (String off : new String[] {"single_word", "lstrip", "rstrip", "normalized"}) {
        json.writeBooleanField(off, false);
      }
      json.writeBooleanField("special", token.special());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void cut(JsonGenerator json) throws IOException {
    Pretokenizer pretokenizer = tokenizer.pretokenizer();
    json.writeFieldName("pre_tokenizer");
    if (pretokenizer != Pretokenizer.WORDS) {
      byteLevel(json, tokenizer.prefixSpace(), pretokenizer == Pretokenizer.GPT2);
      return;
    }
    json.writeStartObject();
    json.writeStringField("type", "Sequence");
    json.writeArrayFieldStart("pretokenizers");
    json.writeStartObject();
    json.writeStringField("type", "Split");
    json.writeObjectFieldStart("pattern");
    json.writeStringField("Regex", pretokenizer.pattern());
    json.writeEndObject();
    json.writeStringField("behavior", "Isolated");
    json.writeBooleanField("invert", false);
    json.writeEndObject();
    byteLevel(json, false, false);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void byteLevel(JsonGenerator json, boolean prefixSpace, boolean pattern)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "ByteLevel");
    json.writeBooleanField("add_prefix_space", prefixSpace);
    json.writeBooleanField("trim_offsets", true);
    json.writeBooleanField("use_regex", pattern);
    json.writeEndObject();
  }

  private void model(JsonGenerator json) throws IOException {
    if (tokenizer.segmenter() instanceof BytePairs pairs) {
      bytePairs(json, pairs);
    } else if (tokenizer.segmenter() instanceof Unigram unigram) {
      unigram(json, unigram);
    }
  }

  private void bytePairs(JsonGenerator json, BytePairs pairs) throws IOException {
    json.writeStringField("type", "BPE");
    json.writeNullField("dropout");
    json.writeNullField("unk_token");
    json.writeNullField("continuing_subword_prefix");
    json.writeNullField("end_of_word_suffix");
    json.writeBooleanField("fuse_unk", false);
    json.writeBooleanField("byte_fallback", false);
    json.writeObjectFieldStart("vocab");
    for (int id = 0; id < tokenizer.size(); id++) {
      if (tokenizer.has(id)) {
        json.writeNumberField(tokenizer.form(id), id);
      }
    }
    json.writeEndObject();
    json.writeArrayFieldStart("merges");
    for (BytePairs.Merge merge : pairs.merges()) {
      json.writeString(tokenizer.form(merge.left()) + " " + tokenizer.form(merge.right()));
    }
    json.writeEndArray();
  }

  private void unigram(JsonGenerator json, Unigram unigram) throws IOException {
    Set<Integer> added = new HashSet<>();
    tokenizer.addedTokens().forEach(token -> added.add(token.id()));
    json.writeStringField("type", "Unigram");
    json.writeNullField("unk_id");
    json.writeArrayFieldStart("vocab");
    for (int id = 0; id < unigram.size(); id++) {
      json.writeStartArray();
      json.writeString(tokenizer.form(id));
      json.writeNumber(added.contains(id) ? NEVER : unigram.score(id));
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeBooleanField("byte_fallback", false);
  }
}
