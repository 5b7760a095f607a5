package rawi.embeddings.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rawi.embeddings.CharacterNgrams;
import rawi.embeddings.WordVectors;
import rawi.embeddings.queries.Similarity;
import rawi.nn.backend.Workers;

class VectorTrainingTest {
  private static final List<List<String>> TOPICS =
      List.of(
          List.of("mer", "bateau", "voile", "port", "marin", "vague"),
          List.of("pain", "four", "farine", "levain", "boulanger", "croûte"),
          List.of("كتاب", "قلم", "مدرسة", "درس", "معلم", "صفحة"));

  @TempDir Path folder;

  /** Sentences each of which stays with one topic, and has words that belong to none. */
  private Corpus corpus(int sentences) {
    SplittableRandom random = new SplittableRandom(3);
    Corpus.Builder builder = new Corpus.Builder(folder);
    for (int i = 0; i < sentences; i++) {
      List<String> topic = TOPICS.get(i % 3);
      List<String> sentence = new ArrayList<>();
      for (int n = 0; n < 8; n++) {
        sentence.add(random.nextInt(4) == 0 ? "et" : topic.get(random.nextInt(topic.size())));
      }
      builder.add(sentence);
    }
    return builder.build(1, 1000);
  }

  private static TrainingOptions options(TrainingMethod method, long seed) {
    TrainingOptions d = TrainingOptions.defaults(method);
    return new TrainingOptions(
        method,
        20,
        4,
        5,
        0,
        1,
        1000,
        8,
        d.learningRate(),
        new CharacterNgrams(3, 5, 1_000_000),
        seed);
  }

  private static WordVectors train(Corpus corpus, TrainingOptions options, int threads) {
    try (Workers workers = new Workers(threads)) {
      return new VectorTraining(corpus, options).run(workers, progress -> {});
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("words that share their neighbours come together, on one thread and on two")
  void learns(TrainingMethod method) {
    try (Corpus corpus = corpus(900)) {
      for (int threads = 1; threads <= 2; threads++) {
        WordVectors vectors = train(corpus, options(method, 1), threads);
        assertThat(vectors.size()).isEqualTo(19);
        double nearestOther = -1;
        double farthestOwn = 1;
        for (List<String> topic : TOPICS) {
          for (String a : topic) {
            for (List<String> others : TOPICS) {
              for (String b : others) {
                double similarity =
                    Similarity.of(vectors.of(a).orElseThrow(), vectors.of(b).orElseThrow());
                if (others.equals(topic)) {
                  farthestOwn = Math.min(farthestOwn, similarity);
                } else {
                  nearestOther = Math.max(nearestOther, similarity);
                }
              }
            }
          }
        }
        assertThat(farthestOwn).as(threads + " threads").isGreaterThan(nearestOther);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("on one thread, one seed gives one result bit for bit, and another seed another")
  void deterministic(TrainingMethod method) {
    try (Corpus corpus = corpus(100)) {
      WordVectors first = train(corpus, options(method, 1), 1);
      WordVectors again = train(corpus, options(method, 1), 1);
      WordVectors other = train(corpus, options(method, 2), 1);
      for (int i = 0; i < first.size(); i++) {
        assertThat(again.vector(i)).isEqualTo(first.vector(i));
        assertThat(other.vector(i)).isNotEqualTo(first.vector(i));
      }
    }
  }

  @Test
  @DisplayName("fastText composes words never seen of the n-grams they share with known ones")
  void unknownWords() {
    try (Corpus corpus = corpus(900)) {
      WordVectors vectors = train(corpus, options(TrainingMethod.FASTTEXT, 1), 1);
      float[] unknown = vectors.of("boulangerie").orElseThrow();
      assertThat(vectors.words().index("boulangerie")).isEmpty();
      double own = Similarity.of(unknown, vectors.of("farine").orElseThrow());
      for (String other : List.of("mer", "bateau", "كتاب")) {
        assertThat(own).isGreaterThan(Similarity.of(unknown, vectors.of(other).orElseThrow()));
      }
      assertThat(vectors.of("xyzxyz")).isEmpty();
    }
  }

  @Test
  @DisplayName("whole words have no sub-words; progress ends with all words read")
  void progress() {
    try (Corpus corpus = corpus(3000);
        Workers workers = new Workers(1)) {
      VectorTraining training = new VectorTraining(corpus, options(TrainingMethod.CBOW, 1));
      List<TrainingProgress> told = new ArrayList<>();
      WordVectors vectors = training.run(workers, told::add);
      assertThat(vectors.subwords()).isEmpty();
      TrainingProgress last = told.get(told.size() - 1);
      assertThat(told).hasSizeGreaterThan(5);
      assertThat(last.words()).isEqualTo(3000L * 8 * 8).isEqualTo(last.total());
      assertThat(training.learnt()).isEqualTo(last.words());
      assertThat(last.wordsPerSecond()).isPositive();
      assertThat(last.secondsLeft()).isZero();
    }
  }

  @Test
  @DisplayName("options that make no sense are refused under the names the command line gives them")
  void refusals() {
    TrainingOptions d = TrainingOptions.defaults(TrainingMethod.SKIPGRAM);
    assertThatThrownBy(() -> TrainingMethod.of("glove"))
        .hasMessage("method: expected one of skipgram, cbow, fasttext, got 'glove'");
    assertThatThrownBy(
            () -> new TrainingOptions(d.method(), 0, 5, 5, 1e-3, 5, 10, 5, 0.025, d.ngrams(), 1))
        .hasMessage("dim: expected 1 to 100000, got 0");
    assertThatThrownBy(
            () ->
                new TrainingOptions(
                    d.method(), 10, 5, 5, 1e-3, 5, 10, 5, Double.NaN, d.ngrams(), 1))
        .hasMessage("learning-rate: expected a number above 0 and at most 10, got NaN");
    assertThatThrownBy(
            () -> new TrainingOptions(d.method(), 10, 5, 5, 2, 5, 10, 5, 0.1, d.ngrams(), 1))
        .hasMessage("sample: expected a share from 0 to 1, got 2.0");
    assertThat(Set.of(TrainingMethod.values())).allMatch(m -> TrainingMethod.of(m.toString()) == m);
  }
}
