package rawi.embeddings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Vectors of words, learnt elsewhere: read from the text form that word2vec introduced ({@code
 * .vec}): a first line {@code words dimensions}, then a line for each word with its numbers, all
 * separated by single spaces.
 */
public final class WordVectors {
  private final int dimensions;
  private final Map<String, float[]> vectors;

  private WordVectors(int dimensions, Map<String, float[]> vectors) {
    this.dimensions = dimensions;
    this.vectors = vectors;
  }

  /**
   * Reads the vectors of the words that are wanted; the others cost no memory.
   *
   * @throws IllegalArgumentException naming file and line of what is not such a file
   */
  public static WordVectors read(Path file, Predicate<String> wanted) {
    return scan(file, lines -> new Reader(file, wanted).read(lines));
  }

  /**
   * The length of a file's vectors, from its first line.
   *
   * @throws IllegalArgumentException naming file and line of what is not such a file
   */
  public static int dimensionsOf(Path file) {
    return scan(file, lines -> new Reader(file, word -> false).header(lines).dimensions());
  }

  private static <T> T scan(Path file, Function<Iterator<String>, T> work) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return work.apply(lines.iterator());
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (UncheckedIOException e) {
      throw unreadable(file, Optional.ofNullable(e.getCause()).orElseThrow());
    }
  }

  private static IllegalArgumentException unreadable(Path file, IOException e) {
    String reason = e instanceof MalformedInputException ? "it is not UTF-8" : e.toString();
    return new IllegalArgumentException(file + ": cannot be read: " + reason, e);
  }

  public int dimensions() {
    return dimensions;
  }

  /** How many were read. */
  public int size() {
    return vectors.size();
  }

  /** The vector of a word, if it was read. */
  public Optional<float[]> of(String word) {
    return Optional.ofNullable(vectors.get(word)).map(float[]::clone);
  }

  /**
   * Puts vectors into the rows of an embedding table (words, dimensions).
   *
   * @param words the word of each row
   * @return how many rows were found here; the others stay as they are
   */
  public int fill(INDArray table, List<String> words) {
    if (table.size(1) != dimensions) {
      throw new IllegalArgumentException(
          "expected vectors of %d dimensions, got %d".formatted(table.size(1), dimensions));
    }
    int found = 0;
    for (int row = 0; row < words.size(); row++) {
      float[] vector = vectors.get(words.get(row));
      if (vector != null) {
        for (int j = 0; j < dimensions; j++) {
          table.putScalar(row, j, vector[j]);
        }
        found++;
      }
    }
    return found;
  }

  /** One file being read. */
  private record Reader(Path file, Predicate<String> wanted) {
    /** The first line: how many words there are to be, and how long their vectors are. */
    record Header(int words, int dimensions) {}

    Header header(Iterator<String> lines) {
      if (!lines.hasNext()) {
        throw new IllegalArgumentException(file + ": is empty");
      }
      String[] header = lines.next().strip().split(" ", -1);
      if (header.length != 2 || !header[0].matches("\\d{1,9}") || !header[1].matches("\\d{1,5}")) {
        throw error(1, "expected 'words dimensions'");
      }
      return new Header(Integer.parseInt(header[0]), Integer.parseInt(header[1]));
    }

    WordVectors read(Iterator<String> lines) {
      Header header = header(lines);
      int dimensions = header.dimensions();
      Map<String, float[]> vectors = new HashMap<>();
      int number = 1;
      while (lines.hasNext()) {
        String line = lines.next();
        number++;
        int space = line.indexOf(' ');
        if (space < 1) {
          throw error(number, "expected a word, a space and its numbers");
        }
        String word = line.substring(0, space);
        if (wanted.test(word)) {
          vectors.put(word, vector(line.substring(space + 1), dimensions, number));
        }
      }
      if (number - 1 != header.words()) {
        throw error(
            1,
            "announces %d words, the file has %d; is it cut short?"
                .formatted(header.words(), number - 1));
      }
      return new WordVectors(dimensions, vectors);
    }

    private float[] vector(String numbers, int dimensions, int line) {
      List<Float> values = new ArrayList<>(dimensions);
      for (String number : numbers.strip().split(" ", -1)) {
        try {
          values.add(Float.parseFloat(number));
        } catch (NumberFormatException e) {
          throw error(line, "expected a number, got '" + number + "'");
        }
      }
      if (values.size() != dimensions) {
        throw error(line, "expected %d numbers, got %d".formatted(dimensions, values.size()));
      }
      float[] vector = new float[dimensions];
      for (int j = 0; j < dimensions; j++) {
        vector[j] = values.get(j);
      }
      return vector;
    }

    private IllegalArgumentException error(int line, String what) {
      return new IllegalArgumentException(file + ": line " + line + ": " + what);
    }
  }
}
