package rawi.tokenize.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rawi.tokenize.Kind;
import rawi.tokenize.Language;
import rawi.tokenize.Normalization;
import rawi.tokenize.Script;
import rawi.tokenize.Token;
import rawi.tokenize.WordTokenizer;
import rawi.tokenize.steps.OnDemandStep;
import rawi.tokenize.steps.SteppedTokenizer;

class LuceneTest {
  private static List<String> terms(Analyzer analyzer, String text) throws IOException {
    List<String> found = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      TypeAttribute type = stream.addAttribute(TypeAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        found.add(
            "%s %d-%d %s".formatted(term, offset.startOffset(), offset.endOffset(), type.type()));
      }
      stream.end();
      assertThat(offset.endOffset()).isEqualTo(text.length());
    }
    return found;
  }

  @DisplayName("As an analyzer the tokenizer gives forms, places and kinds, and no punctuation")
  @Test
  void analyzer() throws IOException {
    WordTokenizer tokenizer = WordTokenizer.of(Language.AUTO);
    try (Analyzer analyzer = new TokenizerAnalyzer(tokenizer)) {
      assertThat(terms(analyzer, "L’Été, 😀 أحمد !"))
          .containsExactly("l' 0-2 word", "été 2-5 word", "😀 7-9 emoji", "احمد 10-14 word");
      assertThat(terms(analyzer, "")).isEmpty(); // the same components, used again
      assertThat(terms(analyzer, "fin 3,5")).containsExactly("fin 0-3 word", "3,5 4-7 number");
    }
    try (Analyzer all = TokenizerAnalyzer.withPunctuation(tokenizer)) {
      assertThat(terms(all, "oui !")).containsExactly("oui 0-3 word", "! 4-5 punctuation");
    }
  }

  @DisplayName("What is too long for an index becomes several terms")
  @Test
  void longTerms() throws IOException {
    try (Analyzer analyzer = new TokenizerAnalyzer(WordTokenizer.of(Normalization.none()))) {
      List<String> terms = terms(analyzer, "ab".repeat(50_000) + "\uD835\uDD38".repeat(300));
      assertThat(terms).hasSizeGreaterThan(390).allMatch(t -> t.length() < 300);
    }
  }

  @DisplayName(
      "An index in memory finds French, Arabic and mixed documents by other forms of the word")
  @Test
  void indexAndSearch() throws IOException {
    Analyzer analyzer =
        new TokenizerAnalyzer(
            SteppedTokenizer.of(
                WordTokenizer.of(Language.AUTO),
                Language.AUTO,
                Set.of(OnDemandStep.STEMS, OnDemandStep.STOP_WORDS)));
    List<String> documents =
        List.of(
            "Les acteurs jouaient magnifiquement dans cette salle.",
            "المعلّمون في المدارس يقرؤون الكتاب.",
            "الخدمة bien برشة، l'accueil chaleureux",
            "Un tout autre sujet : la météo.");
    try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
        for (String text : documents) {
          Document document = new Document();
          document.add(new TextField("text", text, Field.Store.YES));
          writer.addDocument(document);
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        assertThat(found(searcher, analyzer, "l'acteur")).containsExactly(0);
        assertThat(found(searcher, analyzer, "jouer")).containsExactly(0);
        assertThat(found(searcher, analyzer, "معلمون")).containsExactly(1);
        assertThat(found(searcher, analyzer, "كتاب")).containsExactly(1);
        assertThat(found(searcher, analyzer, "خدمه")).containsExactly(2);
        assertThat(found(searcher, analyzer, "un ACCUEIL")).containsExactly(2);
        assertThat(found(searcher, analyzer, "فيلم")).isEmpty();
      }
    }
  }

  private static List<Integer> found(IndexSearcher searcher, Analyzer analyzer, String words)
      throws IOException {
    ScoreDoc[] hits =
        searcher.search(new QueryBuilder(analyzer).createBooleanQuery("text", words), 10).scoreDocs;
    return java.util.Arrays.stream(hits).map(hit -> hit.doc).toList();
  }

  @DisplayName("Lucene's own analyzers are tokenizers with places, kinds and scripts")
  @Test
  void lucenesOwn() {
    Normalization normalization = Normalization.of(Language.AUTO);
    assertThat(AnalyzerTokenizer.standard(normalization).tokenize("L’Été 14h30 أحمد"))
        .extracting(Token::text)
        .containsExactly("L’Été", "14h30", "أحمد");
    Token arabic = AnalyzerTokenizer.icu(normalization).tokenize("😀 أحمد").get(1);
    assertThat(arabic).isEqualTo(new Token("أحمد", "احمد", 3, 7, 2, 6, Kind.WORD, Script.ARABIC));
    assertThat(AnalyzerTokenizer.french().tokenize("Les acteurs de l'été"))
        .extracting(Token::normalized)
        .containsExactly("acteu", "été");
    assertThat(AnalyzerTokenizer.arabic().tokenize("الكتاب في المدرسة"))
        .extracting(Token::normalized)
        .containsExactly("كتاب", "مدرس");
  }

  @DisplayName("An analyzer whose tokens overlap is refused")
  @Test
  void overlap() {
    Analyzer grams =
        new Analyzer() {
          @Override
          protected TokenStreamComponents createComponents(String field) {
            WhitespaceTokenizer cut = new WhitespaceTokenizer();
            return new TokenStreamComponents(cut, new NGramTokenFilter(cut, 2));
          }
        };
    assertThatThrownBy(() -> new AnalyzerTokenizer(grams).tokenize("mot"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected tokens in order that do not overlap");
  }
}
