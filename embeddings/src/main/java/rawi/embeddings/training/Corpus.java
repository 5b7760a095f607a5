package rawi.embeddings.training;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A text as numbers of words, sentence after sentence, in a temporary file: read once, however
 * often it is learnt from, and never whole in memory. The file goes when the corpus is closed or
 * the program ends.
 */
public final class Corpus implements AutoCloseable {
  private static final int END = -1; // of a sentence

  /** Numbers from one place that is known to begin a sentence to the next. */
  private static final int MARKED = 1 << 12;

  private final Path file;
  private final FileChannel channel;
  private final List<String> words;
  private final long[] counts;
  private final int[] wordOf;
  private final List<Long> begins;
  private final long length;

  private Corpus(
      Path file, List<String> words, long[] counts, int[] wordOf, List<Long> begins, long length)
      throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.words = words;
    this.counts = counts;
    this.wordOf = wordOf;
    this.begins = begins;
    this.length = length;
  }

  /** The words that are learnt, by falling count, equal counts in the order of their code units. */
  public List<String> words() {
    return words;
  }

  /** How often a word is there. */
  public long count(int word) {
    return counts[word];
  }

  /** How many words there are in the text, of those that are learnt. */
  public long size() {
    return Arrays.stream(counts).sum();
  }

  /** Readers of parts of about the same length that together are the whole. */
  List<Reader> parts(int count) {
    List<Long> from = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long wanted = length * i / count;
      int place =
          IntStream.range(0, begins.size())
              .filter(k -> begins.get(k) >= wanted)
              .findFirst()
              .orElse(-1);
      from.add(place < 0 ? length : begins.get(place));
    }
    from.add(length);
    return IntStream.range(0, count)
        .mapToObj(i -> new Reader(from.get(i), from.get(i + 1)))
        .toList();
  }

  /** Reads the sentences of a part, one after the other and again. */
  final class Reader {
    private final long from;
    private final long to;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 17).limit(0);
    private long at;

    private Reader(long from, long to) {
      this.from = from;
      this.to = to;
      this.at = from;
    }

    void rewind() {
      at = from;
      buffer.limit(0);
    }

    /**
     * Copies the learnt words of the next sentence, of a long one as many as fit.
     *
     * @return how many; -1 when the part is at its end
     */
    int next(int[] sentence) {
      int size = 0;
      boolean any = false;
      while (size < sentence.length) {
        if (!buffer.hasRemaining() && !fill()) {
          return any ? size : -1;
        }
        any = true;
        int number = buffer.getInt();
        if (number == END) {
          return size;
        }
        if (wordOf[number] >= 0) {
          sentence[size++] = wordOf[number];
        }
      }
      return size;
    }

    private boolean fill() {
      if (at == to) {
        return false;
      }
      int bytes = (int) Math.min(buffer.capacity(), (to - at) * Integer.BYTES);
      buffer.clear().limit(bytes);
      try {
        while (buffer.hasRemaining()) {
          if (channel.read(buffer, at * Integer.BYTES + buffer.position()) < 0) {
            throw new IllegalStateException(file + ": was cut short while it was learnt from");
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      at += bytes / Integer.BYTES;
      buffer.flip();
      return true;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the sentences of a text and then makes the corpus. */
  public static final class Builder implements AutoCloseable {
    private final Path file;
    private final DataOutputStream out;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> seen = new ArrayList<>();
    private long[] counts = new long[1024];
    private final List<Long> begins = new ArrayList<>(List.of(0L));
    private long length;
    private boolean built;

    /**
     * @param folder where the temporary file goes: four bytes for each word of the text
     */
    public Builder(Path folder) {
      try {
        this.file = Files.createTempFile(folder, ".rawi-", ".corpus");
        file.toFile().deleteOnExit();
        this.out =
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Adds a sentence; neighbours are never looked for beyond its ends. */
    public void add(Iterable<String> sentence) {
      try {
        for (String word : sentence) {
          out.writeInt(number(word));
          length++;
        }
        out.writeInt(END);
        length++;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (length - begins.get(begins.size() - 1) >= MARKED) {
        begins.add(length);
      }
    }

    private int number(String word) {
      Integer known = numbers.get(word);
      int number = known == null ? seen.size() : known;
      if (known == null) {
        numbers.put(word, number);
        seen.add(word);
        if (number == counts.length) {
          counts = Arrays.copyOf(counts, 2 * number);
        }
      }
      counts[number]++;
      return number;
    }

    /** How many words were added. */
    public long size() {
      return Arrays.stream(counts).sum();
    }

    /** How many different words were added. */
    public int different() {
      return seen.size();
    }

    /**
     * The corpus of what was added.
     *
     * @throws IllegalArgumentException if no word is left
     */
    public Corpus build(int minCount, int maxWords) {
      int[] kept =
          IntStream.range(0, seen.size())
              .filter(i -> counts[i] >= minCount)
              .boxed()
              .sorted(
                  Comparator.comparingLong((Integer i) -> -counts[i])
                      .thenComparing(i -> seen.get(i)))
              .limit(maxWords)
              .mapToInt(Integer::intValue)
              .toArray();
      if (kept.length == 0) {
        throw new IllegalArgumentException(
            "expected a text in which some word is there at least %d times, got %d %s, %d of them different"
                .formatted(minCount, size(), size() == 1 ? "word" : "words", different()));
      }
      int[] wordOf = new int[seen.size()];
      Arrays.fill(wordOf, -1);
      for (int i = 0; i < kept.length; i++) {
        wordOf[kept[i]] = i;
      }
      try {
        out.close();
        built = true;
        return new Corpus(
            file,
            Arrays.stream(kept).mapToObj(seen::get).toList(),
            Arrays.stream(kept).mapToLong(i -> counts[i]).toArray(),
            wordOf,
            begins,
            length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Removes the file, unless a corpus was made of it. */
    @Override
    public void close() {
      if (!built) {
        try {
          out.close();
          Files.deleteIfExists(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
