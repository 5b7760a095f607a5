package rawi.tokenize.named;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rawi.tokenize.AnyText;
import rawi.tokenize.Language;
import rawi.tokenize.Normalization;
import rawi.tokenize.OpenNlpTokenizer;
import rawi.tokenize.Token;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.WordTokenizer;
import rawi.tokenize.lucene.TokenizerAnalyzer;
import rawi.tokenize.sentences.LanguageGuess;
import rawi.tokenize.sentences.OpenNlpSentences;
import rawi.tokenize.sentences.Sentence;
import rawi.tokenize.sentences.SentenceRules;
import rawi.tokenize.sentences.SentenceSplitter;
import rawi.tokenize.steps.FrenchStemmer;
import rawi.tokenize.steps.OnDemandStep;
import rawi.tokenize.steps.SteppedTokenizer;

class AnyTextAnywhereTest {
  private static final int ROUNDS = 6_000;

  private static void checkPlaces(String text, List<Token> tokens) {
    int last = 0;
    for (Token token : tokens) {
      boolean fits =
          token.start() >= last
              && token.end() > token.start()
              && text.substring(token.start(), token.end()).equals(token.text())
              && token.codePointStart() == text.codePointCount(0, token.start())
              && token.codePointEnd() == text.codePointCount(0, token.end())
              && !token.normalized().isEmpty();
      if (!fits) {
        assertThat(token).as("in %s", AnyText.escape(text)).isNull();
      }
      last = token.end();
    }
  }

  @DisplayName("Every tokenizer that has a name takes any text and gives places in it")
  @ParameterizedTest
  @EnumSource(NamedTokenizer.class)
  void everyTokenizerTakesAnyText(NamedTokenizer named) {
    Random random = new Random(11);
    Tokenizer tokenizer = named.open(Normalization.of(Language.AUTO));
    for (int round = 0; round < ROUNDS; round++) {
      String text = AnyText.random(random);
      checkPlaces(text, tokenizer.tokenize(text));
    }
  }

  @DisplayName("Every step on demand takes any text and keeps places right")
  @ParameterizedTest
  @EnumSource(OnDemandStep.class)
  void everyStepTakesAnyText(OnDemandStep step) {
    Random random = new Random(12);
    for (Language language : Language.values()) {
      Tokenizer tokenizer = SteppedTokenizer.of(WordTokenizer.of(language), language, Set.of(step));
      for (int round = 0; round < ROUNDS / 3; round++) {
        String text = AnyText.random(random);
        List<Token> tokens = tokenizer.tokenize(text);
        checkPlaces(text, tokens);
        if (step != OnDemandStep.STOP_WORDS) {
          AnyText.check(text, tokens);
        }
      }
    }
  }

  @DisplayName("Sentences of any text stand in order, within it, and hold all of its tokens")
  @Test
  void sentencesOfAnyText() {
    Random random = new Random(13);
    SentenceSplitter splitter = new SentenceRules();
    WordTokenizer tokenizer = WordTokenizer.of(Normalization.none());
    for (int round = 0; round < ROUNDS; round++) {
      String text = AnyText.random(random);
      List<Sentence> sentences = splitter.split(text);
      checkSentences(text, sentences);
      for (Token token : tokenizer.tokenize(text)) {
        if (sentences.stream()
            .noneMatch(s -> s.start() <= token.start() && token.end() <= s.end())) {
          assertThat(sentences).as("%s in %s", token, AnyText.escape(text)).isEmpty();
        }
      }
      assertThat(LanguageGuess.of(text)).isNotNull();
    }
  }

  @DisplayName("OpenNLP's sentences of any text stand in order, within it")
  @Test
  void openNlpSentencesOfAnyText() {
    Random random = new Random(14);
    SentenceSplitter splitter = OpenNlpSentences.french();
    for (int round = 0; round < 500; round++) {
      String text = AnyText.random(random);
      checkSentences(text, splitter.split(text));
    }
  }

  private static void checkSentences(String text, List<Sentence> sentences) {
    int last = 0;
    boolean right = true;
    for (Sentence sentence : sentences) {
      right &= sentence.start() >= last && sentence.end() > sentence.start();
      last = sentence.end();
    }
    if (!right || last > text.length()) {
      assertThat(sentences).as(AnyText.escape(text)).isEmpty();
    }
  }

  @DisplayName("The stemmer takes any string")
  @Test
  void stemmer() {
    Random random = new Random(15);
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(FrenchStemmer.stem(AnyText.random(random))).isNotNull();
    }
  }

  @DisplayName("To Lucene and OpenNLP any text has offsets in order, within it")
  @Test
  void adapters() throws IOException {
    Random random = new Random(16);
    WordTokenizer tokenizer = WordTokenizer.of(Language.AUTO);
    OpenNlpTokenizer openNlp = new OpenNlpTokenizer(tokenizer);
    try (Analyzer analyzer = new TokenizerAnalyzer(tokenizer)) {
      for (int round = 0; round < ROUNDS; round++) {
        String text = AnyText.random(random);
        assertThat(openNlp.tokenizePos(text)).hasSameSizeAs(tokenizer.tokenize(text));
        int last = 0;
        try (TokenStream stream = analyzer.tokenStream("text", text)) {
          OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
          stream.reset();
          while (stream.incrementToken()) {
            assertThat(offset.startOffset()).isGreaterThanOrEqualTo(last);
            last = offset.endOffset();
          }
          stream.end();
          assertThat(offset.endOffset()).isEqualTo(text.length());
        }
      }
    }
  }
}
