package rawi.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import opennlp.tools.tokenize.SimpleTokenizer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
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
import rawi.tokenize.Language;
import rawi.tokenize.Token;
import rawi.tokenize.WordTokenizer;

/**
 * Word tokenizers on one thread, line by line, in MB of UTF-8 a second ({@code megabytes}). The
 * property {@code rawi.bench.text} names a file of real text for {@code -p text=fr} or {@code ar},
 * or a folder with {@code fr.txt} and {@code ar.txt}; without it the text is made of sentences of
 * {@link BenchmarkText}, which are quicker to read than what people write.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g", "-XX:+UseSerialGC"})
public class TokenizeBenchmark {
  private static final int BYTES = 4_000_000;

  @Param({"fr", "ar"})
  String text = "";

  private final List<String> lines = new ArrayList<>();
  private double megabytes;
  private WordTokenizer words;
  private Analyzer standard;
  private Analyzer analyzer;

  /** What JMH divides by the seconds. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Read {
    public double megabytes;
  }

  @Setup
  public void setUp() throws IOException {
    String given = System.getProperty("rawi.bench.text", "");
    if (given.isEmpty()) {
      made();
    } else {
      Path path = Path.of(given);
      Path file = Files.isDirectory(path) ? path.resolve(text + ".txt") : path;
      lines.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
    }
    megabytes =
        lines.stream().mapToInt(s -> s.getBytes(StandardCharsets.UTF_8).length + 1).sum() / 1e6;
    words = WordTokenizer.of(Language.of(text));
    analyzer = text.equals("fr") ? new FrenchAnalyzer() : new ArabicAnalyzer();
    standard =
        new Analyzer() {
          @Override
          protected TokenStreamComponents createComponents(String field) {
            return new TokenStreamComponents(new StandardTokenizer());
          }
        };
  }

  private void made() {
    Random random = new Random(1);
    List<List<String>> parts = text.equals("fr") ? BenchmarkText.FRENCH : BenchmarkText.ARABIC;
    int bytes = 0;
    while (bytes < BYTES) {
      StringBuilder line = new StringBuilder();
      int sentences = 1 + random.nextInt(4);
      for (int i = 0; i < sentences; i++) {
        for (List<String> part : parts) {
          line.append(part.get(random.nextInt(part.size()))).append(' ');
        }
      }
      lines.add(line.toString().strip());
      bytes += line.toString().getBytes(StandardCharsets.UTF_8).length;
    }
  }

  /** Offsets, kinds and scripts. */
  @Benchmark
  public long rawi(Read read) {
    long[] sum = {0};
    for (String line : lines) {
      words.tokenize(line, (start, end, kind, script) -> sum[0] += start ^ kind.hashCode());
    }
    read.megabytes += megabytes;
    return sum[0];
  }

  /** Objects with text and normalized form as well. */
  @Benchmark
  public long rawiNormalized(Read read) {
    long sum = 0;
    for (String line : lines) {
      for (Token token : words.tokenize(line)) {
        sum += token.start() + token.normalized().length();
      }
    }
    read.megabytes += megabytes;
    return sum;
  }

  @Benchmark
  public long luceneStandard(Read read) throws IOException {
    read.megabytes += megabytes;
    return drain(standard);
  }

  /** Lucene's FrenchAnalyzer or ArabicAnalyzer: normalized, without stop words, stemmed. */
  @Benchmark
  public long luceneAnalyzer(Read read) throws IOException {
    read.megabytes += megabytes;
    return drain(analyzer);
  }

  @Benchmark
  public long openNlpSimple(Read read) {
    long sum = 0;
    for (String line : lines) {
      sum += SimpleTokenizer.INSTANCE.tokenizePos(line).length;
    }
    read.megabytes += megabytes;
    return sum;
  }

  private long drain(Analyzer chosen) throws IOException {
    long sum = 0;
    for (String line : lines) {
      try (TokenStream stream = chosen.tokenStream("text", line)) {
        CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
        OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
        stream.reset();
        while (stream.incrementToken()) {
          sum += offset.startOffset() + term.length();
        }
        stream.end();
      }
    }
    return sum;
  }
}
