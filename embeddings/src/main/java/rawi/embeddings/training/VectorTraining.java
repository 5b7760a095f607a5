package rawi.embeddings.training;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import rawi.embeddings.WordVectors;
import rawi.nn.backend.Workers;

/**
 * Learns vectors of words from a text. Threads share the rows and change them without locks (Niu
 * and others 2011): now and then one undoes what another has just done, which costs nothing that
 * could be measured. So on one thread the same text, options and seed give the same vectors bit for
 * bit; on several they do not.
 */
public final class VectorTraining {
  private static final int LONGEST_SENTENCE = 1000; // words, as in word2vec's program
  private static final int WORDS_A_RATE = 10_000;
  private static final double LEAST_RATE = 1e-4; // of the one at the start

  private final Corpus corpus;
  private final TrainingOptions options;
  private final Rows rows;
  private final NegativeSampler sampler;
  private final Subsampling subsampling;
  private final long total;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong learnt = new AtomicLong();

  /** Prepares the rows of all words. */
  public VectorTraining(Corpus corpus, TrainingOptions options) {
    this.corpus = corpus;
    this.options = options;
    this.rows = new Rows(corpus.words(), options);
    long[] counts = IntStream.range(0, corpus.words().size()).mapToLong(corpus::count).toArray();
    this.sampler = new NegativeSampler(counts);
    this.subsampling = new Subsampling(counts, corpus.size(), options.sample());
    this.total = corpus.size() * options.epochs();
  }

  /**
   * Reads the text as often as asked for. May be called once.
   *
   * @param listener told of the progress some hundred thousand words apart, on this thread
   * @throws IllegalStateException if the vectors grew beyond all numbers
   */
  public WordVectors run(Workers workers, Consumer<TrainingProgress> listener) {
    long start = System.nanoTime();
    List<Corpus.Reader> parts = corpus.parts(workers.threads());
    workers.each(
        parts.size(),
        part -> {
          Consumer<TrainingProgress> own = part == 0 ? listener : unheard -> {};
          learn(parts.get(part), part, start, own);
        });
    listener.accept(progress(start));
    return rows.vectors();
  }

  /** Words learnt from so far: those read, less those that were too frequent and left out. */
  public long learnt() {
    return learnt.get();
  }

  private void learn(
      Corpus.Reader reader, int part, long start, Consumer<TrainingProgress> listener) {
    SplittableRandom random = new SplittableRandom(options.seed() * 0x9E3779B97F4A7C15L + part);
    Learner learner = learner(random);
    int[] sentence = new int[LONGEST_SENTENCE];
    int since = 0;
    float rate = rate();
    for (int epoch = 0; epoch < options.epochs(); epoch++) {
      reader.rewind();
      for (int size = reader.next(sentence); size >= 0; size = reader.next(sentence)) {
        since += size;
        int kept = subsampling.apply(sentence, size, random);
        learner.learn(sentence, kept, rate);
        learnt.addAndGet(kept);
        if (since >= WORDS_A_RATE) {
          done.addAndGet(since);
          since = 0;
          rate = rate();
          listener.accept(progress(start));
        }
      }
    }
    done.addAndGet(since);
  }

  private Learner learner(SplittableRandom random) {
    int dimensions = options.dimensions();
    Targets targets = new Targets(rows.output(), sampler, random, options.negatives(), dimensions);
    return switch (options.method()) {
      case SKIPGRAM -> new SkipGram(rows.input(), targets, random, options.window(), dimensions);
      case CBOW -> new Cbow(rows.input(), targets, random, options.window(), dimensions);
      case FASTTEXT ->
          new SubwordSkipGram(
              rows.input(), rows.rowsOf(), targets, random, options.window(), dimensions);
    };
  }

  private float rate() {
    double left = 1 - done.get() / (total + 1.0);
    return (float) (options.learningRate() * Math.max(LEAST_RATE, left));
  }

  private TrainingProgress progress(long start) {
    return new TrainingProgress(done.get(), total, (System.nanoTime() - start) / 1e9);
  }
}
