package rawi.tokenize.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import opennlp.tools.tokenize.TokenizerModel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rawi.tokenize.Kind;
import rawi.tokenize.Language;
import rawi.tokenize.Normalization;
import rawi.tokenize.Token;
import rawi.tokenize.WordTokenizer;
import rawi.tokenize.gold.GoldSentence;
import rawi.tokenize.gold.GoldSentence.Place;

class OpenNlpTest {
  private static final Normalization FRENCH = Normalization.of(Language.FR);

  @DisplayName("OpenNLP's tokenizers keep their cuts and get Rawi's forms and kinds")
  @Test
  void cutsAndForms() {
    List<Token> tokens = SpanTokenizer.simple(FRENCH).tokenize("L'Été 3,5 !");
    assertThat(tokens).extracting(Token::text).containsExactly("L", "'", "Été", "3", ",", "5", "!");
    assertThat(tokens).extracting(Token::normalized).contains("l", "été");
    assertThat(tokens)
        .extracting(Token::kind)
        .containsExactly(
            Kind.WORD,
            Kind.PUNCTUATION,
            Kind.WORD,
            Kind.NUMBER,
            Kind.PUNCTUATION,
            Kind.NUMBER,
            Kind.PUNCTUATION);
    assertThat(SpanTokenizer.whitespace(FRENCH).tokenize("L'Été  ici."))
        .extracting(Token::text)
        .containsExactly("L'Été", "ici.");
  }

  @DisplayName("A TokenizerME learns where French tokens end, and is the same when read again")
  @Test
  void training() throws IOException {
    String[] subjects = {
      "l'ami", "l'école", "d'abord", "qu'il", "le chat", "une amie", "j'ai", "n'est"
    };
    String[] ends = {" part.", " dort !", " vient, dit-on.", " arrive..."};
    List<GoldSentence> sentences = new ArrayList<>();
    WordTokenizer teacher = WordTokenizer.of(Language.FR);
    for (int i = 0; i < 200; i++) {
      String text = subjects[i % 8] + " " + i + ends[i / 8 % 4].toLowerCase(Locale.ROOT);
      List<Place> places =
          teacher.tokenize(text).stream().map(t -> new Place(t.start(), t.end())).toList();
      sentences.add(new GoldSentence(text, places));
    }
    TokenizerModel model = TokenizerTraining.train(sentences, "fr");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    model.serialize(file);
    TokenizerModel read = new TokenizerModel(new ByteArrayInputStream(file.toByteArray()));
    assertThat(SpanTokenizer.trained(read, FRENCH).tokenize("d'abord l'ami vient."))
        .extracting(Token::text)
        .containsExactly("d'", "abord", "l'", "ami", "vient", ".");
  }

  @DisplayName("Sentences that separate all tokens by spaces teach nothing")
  @Test
  void nothingToLearn() {
    GoldSentence sentence = new GoldSentence("un mot", List.of(new Place(0, 2), new Place(3, 6)));
    assertThatThrownBy(() -> TokenizerTraining.train(List.of(sentence), "fr"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("nothing to learn from");
  }
}
