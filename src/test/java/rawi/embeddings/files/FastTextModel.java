package rawi.embeddings.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import rawi.embeddings.CharacterNgrams;

/** A model file laid out as fastText's, with rows that count up. */
record FastTextModel(
    List<String> words, int dimensions, CharacterNgrams ngrams, boolean isQuantized) {
  static FastTextModel small() {
    return new FastTextModel(
        List.of("</s>", "été", "كتاب"), 4, new CharacterNgrams(3, 4, 10), false);
  }

  FastTextModel quantized() {
    return new FastTextModel(words, dimensions, ngrams, true);
  }

  /** A row of the input matrix: those of the words, then those of the buckets. */
  float[] row(int index) {
    float[] row = new float[dimensions];
    for (int j = 0; j < dimensions; j++) {
      row[j] = index + j / 8f;
    }
    return row;
  }

  /** The mean of the word's own row, if it has one, and of its n-grams' rows. */
  float[] mean(int own, String word) {
    int[] buckets = ngrams.of(word);
    int count = buckets.length + (own >= 0 ? 1 : 0);
    float[] mean = new float[dimensions];
    for (int j = 0; j < dimensions; j++) {
      double sum = own >= 0 ? row(own)[j] : 0;
      for (int bucket : buckets) {
        sum += row(words.size() + bucket)[j];
      }
      mean[j] = (float) (sum / count);
    }
    return mean;
  }

  void write(Path file) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(10_000).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(793712314).putInt(12);
    int[] options = {
      dimensions, 5, 5, 1, 5, 1, 2, 2, ngrams.buckets(), ngrams.minN(), ngrams.maxN(), 100
    };
    Arrays.stream(options).forEach(out::putInt);
    out.putDouble(1e-4);
    out.putInt(words.size()).putInt(words.size()).putInt(0).putLong(1000).putLong(-1);
    for (String word : words) {
      out.put(word.getBytes(StandardCharsets.UTF_8)).put((byte) 0).putLong(7).put((byte) 0);
    }
    out.put((byte) (isQuantized ? 1 : 0));
    matrix(out, words.size() + ngrams.buckets());
    out.put((byte) 0);
    matrix(out, words.size());
    Files.write(file, Arrays.copyOf(out.array(), out.position()));
  }

  private void matrix(ByteBuffer out, int rows) {
    out.putLong(rows).putLong(dimensions);
    for (int i = 0; i < rows; i++) {
      for (float x : row(i)) {
        out.putFloat(x);
      }
    }
  }
}
