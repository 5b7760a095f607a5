package rawi.apps.tokenize;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import rawi.tokenize.Language;
import rawi.tokenize.Token;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.sentences.LanguageGuess;
import rawi.tokenize.sentences.SentenceLanguage;
import rawi.tokenize.subwords.SubwordTokenizer;

/** A JSON object on a line for each text. */
final class JsonOutput implements TokenOutput {
  private final JsonGenerator json;
  private final Language language;
  private final Optional<SubwordTokenizer> subwords;

  /**
   * Writes to {@code out}.
   *
   * @param language what the texts are written in; AUTO guesses each of them
   * @param subwords whose ids are written too
   */
  JsonOutput(PrintStream out, Language language, Optional<SubwordTokenizer> subwords) {
    this.language = language;
    this.subwords = subwords;
    try {
      json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8);
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setRootValueSeparator(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(String text, Tokenizer tokenizer, Optional<Origin> origin) {
    try {
      json.writeStartObject();
      json.writeStringField("text", text);
      if (origin.isPresent()) {
        json.writeNumberField("line", origin.get().line());
        json.writeNumberField("start", origin.get().start());
      }
      json.writeStringField("language", language(text).label());
      json.writeArrayFieldStart("tokens");
      tokenizer.forEach(text, this::token);
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SentenceLanguage language(String text) {
    return switch (language) {
      case FR -> SentenceLanguage.FR;
      case AR -> SentenceLanguage.AR;
      case AUTO -> LanguageGuess.of(text);
    };
  }

  private void token(Token token) {
    try {
      json.writeStartObject();
      if (subwords.isPresent()) {
        json.writeNumberField("id", subwords.get().idOf(token.normalized()).orElseThrow());
      }
      json.writeStringField("text", token.text());
      json.writeStringField("normalized", token.normalized());
      json.writeNumberField("start", token.start());
      json.writeNumberField("end", token.end());
      json.writeNumberField("codePointStart", token.codePointStart());
      json.writeNumberField("codePointEnd", token.codePointEnd());
      json.writeStringField("kind", token.kind().name().toLowerCase(Locale.ROOT));
      json.writeStringField("script", token.script().name().toLowerCase(Locale.ROOT));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void flush() {
    try {
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
