package rawi.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import rawi.tokenize.subwords.BytePairTraining;
import rawi.tokenize.subwords.Method;
import rawi.tokenize.subwords.PieceCounts;
import rawi.tokenize.subwords.Pretokenizer;
import rawi.tokenize.subwords.SubwordTokenizer;
import rawi.tokenize.subwords.UnigramTraining;

/**
 * Sub-word tokenizers of 8,000 ids on one thread, line by line, in MB of UTF-8 a second ({@code
 * megabytes}), on the files of {@code RAWI_DATA} that they were trained on.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g", "-XX:+UseSerialGC"})
public class SubwordBenchmark {
  private static final int SIZE = 8000;

  @Param({"lm_fr_novels/train.txt", "lm_ar_tashkeela/train.txt"})
  String text = "";

  @Param({"BPE", "UNIGRAM"})
  Method method = Method.BPE;

  private List<String> lines = List.of();
  private double megabytes;
  private SubwordTokenizer tokenizer;

  /** What JMH divides by the seconds. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Read {
    public double megabytes;
  }

  @Setup
  public void setUp() throws IOException {
    String root = Optional.ofNullable(System.getenv("RAWI_DATA")).orElse("../shared/data");
    lines = Files.readAllLines(Path.of(root, text), StandardCharsets.UTF_8);
    megabytes =
        lines.stream().mapToInt(s -> s.getBytes(StandardCharsets.UTF_8).length + 1).sum() / 1e6;
    PieceCounts pieces = new PieceCounts(Pretokenizer.WORDS);
    lines.forEach(pieces::add);
    tokenizer =
        method == Method.BPE
            ? BytePairTraining.ofSize(SIZE).train(pieces)
            : UnigramTraining.ofSize(SIZE).train(pieces);
  }

  private long encode(SubwordTokenizer by, Read read) {
    long ids = 0;
    for (String line : lines) {
      ids += by.encode(line).length;
    }
    read.megabytes += megabytes;
    return ids;
  }

  /** Words seen before. */
  @Benchmark
  public long warm(Read read) {
    return encode(tokenizer, read);
  }

  /** A tokenizer that has seen nothing when it meets the first line. */
  @Benchmark
  public long cold(Read read) {
    return encode(tokenizer.readingSpecialsAsText(), read);
  }

  /** Not one word known: every word is cut anew, however often it comes. */
  @Benchmark
  public long neverSeen(Read read) {
    return encode(tokenizer.withoutMemory(), read);
  }

  /** With the place of each token. */
  @Benchmark
  public long places(Read read) {
    long[] sum = {0};
    for (String line : lines) {
      tokenizer.tokenize(line, (id, start, end) -> sum[0] += start ^ id);
    }
    read.megabytes += megabytes;
    return sum[0];
  }
}
