package rawi.tokenize.named;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import opennlp.tools.util.Span;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rawi.tokenize.Language;
import rawi.tokenize.Normalization;
import rawi.tokenize.OpenNlpTokenizer;
import rawi.tokenize.Token;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.WordTokenizer;
import rawi.tokenize.gold.GoldSentence;
import rawi.tokenize.lucene.TokenizerAnalyzer;
import rawi.tokenize.opennlp.SpanTokenizer;
import rawi.tokenize.opennlp.TokenizerTraining;
import rawi.tokenize.steps.OnDemandStep;
import rawi.tokenize.steps.SteppedTokenizer;
import rawi.tokenize.subwords.BytePairTraining;
import rawi.tokenize.subwords.PieceCounts;
import rawi.tokenize.subwords.Pretokenizer;
import rawi.tokenize.subwords.UnigramTraining;

/** Each tokenizer there is, where OpenNLP asks for one and in an index of Lucene's. */
class EveryTokenizerTest {
  private static final String FIELD = "text";

  /** French, Arabic, and both with Arabizi in one sentence. */
  private static final List<String> DOCUMENTS =
      List.of(
          "Un 😀 dimanche, la bibliothèque de l’école est fermée.",
          "ذهب المعلّم إلى مدرسة قديمة، ثم رجع.",
          "waaa3er had film ! c'est شنو ؟");

  /** A word of each document, with the space before it that sub-words want. */
  private static final List<String> ASKED = List.of(" bibliothèque", " مدرسة", " film");

  static Stream<Arguments> tokenizers() {
    Normalization normalization = Normalization.of(Language.AUTO);
    List<Arguments> all = new ArrayList<>();
    for (NamedTokenizer named : NamedTokenizer.values()) {
      all.add(Arguments.of(named.label(), named.open(normalization)));
    }
    all.add(Arguments.of("opennlp-me", trained(normalization)));
    for (OnDemandStep step : OnDemandStep.values()) {
      WordTokenizer words = WordTokenizer.of(Language.AUTO);
      all.add(
          Arguments.of(
              "word, " + step.label(), SteppedTokenizer.of(words, Language.AUTO, Set.of(step))));
    }
    PieceCounts pieces = new PieceCounts(Pretokenizer.WORDS);
    DOCUMENTS.forEach(pieces::add);
    all.add(Arguments.of("bpe", BytePairTraining.ofSize(300).train(pieces)));
    all.add(Arguments.of("unigram", UnigramTraining.ofSize(300).train(pieces)));
    return all.stream();
  }

  private static Tokenizer trained(Normalization normalization) {
    WordTokenizer teacher = WordTokenizer.of(Language.AUTO);
    List<GoldSentence> sentences = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String text = DOCUMENTS.get(i % 3);
      List<GoldSentence.Place> places =
          teacher.tokenize(text).stream()
              .map(t -> new GoldSentence.Place(t.start(), t.end()))
              .toList();
      sentences.add(new GoldSentence(text, places));
    }
    return SpanTokenizer.trained(TokenizerTraining.train(sentences, "fr"), normalization);
  }

  @DisplayName("OpenNLP gets the texts and the spans of any tokenizer")
  @ParameterizedTest(name = "{0}")
  @MethodSource("tokenizers")
  void openNlp(String name, Tokenizer tokenizer) {
    opennlp.tools.tokenize.Tokenizer openNlp = new OpenNlpTokenizer(tokenizer);
    for (String text : DOCUMENTS) {
      String[] words = openNlp.tokenize(text);
      assertThat(words).as(name).hasSizeGreaterThan(2);
      assertThat(words).isEqualTo(Span.spansToStrings(openNlp.tokenizePos(text), text));
      assertThat(words)
          .containsExactlyElementsOf(tokenizer.tokenize(text).stream().map(Token::text).toList());
    }
  }

  @DisplayName(
      "In an index each token of any tokenizer is a term with its place, and words are found by it")
  @ParameterizedTest(name = "{0}")
  @MethodSource("tokenizers")
  void index(String name, Tokenizer tokenizer) throws IOException {
    try (Analyzer analyzer = TokenizerAnalyzer.withPunctuation(tokenizer);
        ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
      write(directory, analyzer);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        for (int document = 0; document < DOCUMENTS.size(); document++) {
          assertThat(places(reader, document))
              .as(name)
              .isEqualTo(expected(tokenizer, DOCUMENTS.get(document)));
          var query = new QueryBuilder(analyzer).createPhraseQuery(FIELD, ASKED.get(document));
          var hits = new IndexSearcher(reader).search(query, 10).scoreDocs;
          assertThat(Arrays.stream(hits).map(hit -> hit.doc)).as(name).containsExactly(document);
        }
      }
    }
  }

  private static void write(ByteBuffersDirectory directory, Analyzer analyzer) throws IOException {
    FieldType withPlaces = new FieldType(TextField.TYPE_STORED);
    withPlaces.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
      for (String text : DOCUMENTS) {
        Document document = new Document();
        document.add(new Field(FIELD, text, withPlaces));
        writer.addDocument(document);
      }
    }
  }

  private static Set<String> expected(Tokenizer tokenizer, String text) {
    Set<String> places = new TreeSet<>();
    for (Token token : tokenizer.tokenize(text)) {
      places.add(
          "%s %d-%d %s"
              .formatted(
                  token.normalized(),
                  token.start(),
                  token.end(),
                  text.substring(token.start(), token.end())));
    }
    return places;
  }

  /** Term, place and what stands there, as the index has them. */
  private static Set<String> places(IndexReader reader, int document) throws IOException {
    Set<String> places = new TreeSet<>();
    String stored = reader.storedFields().document(document).get(FIELD);
    for (LeafReaderContext leaf : reader.leaves()) {
      TermsEnum terms = leaf.reader().terms(FIELD).iterator();
      while (terms.next() != null) {
        PostingsEnum postings = terms.postings(null, PostingsEnum.OFFSETS);
        if (postings.advance(document - leaf.docBase) == document - leaf.docBase) {
          for (int i = 0; i < postings.freq(); i++) {
            postings.nextPosition();
            places.add(
                "%s %d-%d %s"
                    .formatted(
                        terms.term().utf8ToString(),
                        postings.startOffset(),
                        postings.endOffset(),
                        stored.substring(postings.startOffset(), postings.endOffset())));
          }
        }
      }
    }
    return places;
  }
}
