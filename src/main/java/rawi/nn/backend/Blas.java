package rawi.nn.backend;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Products and sums of row-major float32 memory, on the calling thread alone. */
final class Blas {
  private static final Gemm GEMM = Gemm.best();
  private static final int BLOCK = 32; // rows and columns: two of them fit the first-level cache

  private Blas() {}

  /**
   * One float32 matrix outside the Java heap; whoever made it keeps its memory alive.
   *
   * @param address of its first element
   * @param stride how far its rows are apart, in elements
   */
  record Matrix(long address, int stride) {
    static Matrix of(FloatPointer memory, int stride) {
      return new Matrix(memory.address(), stride);
    }

    /** What is left of it from a row and a column on. */
    Matrix from(long row, long column) {
      return new Matrix(address + Float.BYTES * (row * stride + column), stride);
    }
  }

  /** An address as the native functions take it; JavaCPP's own ways to make one cost more. */
  private static final class At extends FloatPointer {
    At(long address) {
      this.address = address;
    }
  }

  static FloatPointer at(long address) {
    return new At(address);
  }

  /** What multiplies. */
  static Gemm gemm() {
    return GEMM;
  }

  /** The memory of a matrix without gaps, of so many elements. */
  static FloatBuffer buffer(Matrix matrix, long length) {
    return OffHeap.buffer(new At(matrix.address), length);
  }

  /** c(m,n) = a(m,k) b(k,n) + beta c. */
  static void multiply(int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c) {
    GEMM.multiply(m, n, k, a, b, beta, c);
  }

  /** c(m,n) = a(m,k) b(n,k)^T. */
  static void multiplyTransposed(int m, int n, int k, Matrix a, Matrix b, Matrix c) {
    GEMM.multiplyTransposed(m, n, k, a, b, c);
  }

  /** y = a(m,n) x: vectors without gaps. */
  static void multiplyVector(int m, int n, Matrix a, Matrix x, Matrix y) {
    vector(CblasNoTrans, m, n, a, x.address, 0, y.address);
  }

  /** y(n) = x(k) b(k,n) + beta y: vectors without gaps. */
  static void vectorProduct(int k, int n, Matrix x, Matrix b, float beta, Matrix y) {
    vector(CblasTrans, k, n, b, x.address, beta, y.address);
  }

  /** c(m,n) += a(k,m)^T b(k,n): the gradient of a weight from k rows. */
  static void addTransposedProduct(int m, int n, int k, Matrix a, Matrix b, Matrix c) {
    transposedProduct(m, n, k, a, b, 1, c);
  }

  /** c(m,n) = a(k,m)^T b(k,n) + beta c. */
  static void transposedProduct(int m, int n, int k, Matrix a, Matrix b, float beta, Matrix c) {
    GEMM.transposedProduct(m, n, k, a, b, beta, c);
  }

  /** sums(n) += the columns of a(rows,n), added up; {@code ones} holds as many ones as rows. */
  static void addColumnSums(int rows, int n, Matrix a, Matrix ones, Matrix sums) {
    vectorProduct(rows, n, ones, a, 1, sums);
  }

  /** A transposed copy of a row-major (rows, columns) array, made block by block. */
  static float[] transposed(float[] a, int rows, int columns) {
    float[] to = new float[a.length];
    for (int top = 0; top < rows; top += BLOCK) {
      for (int left = 0; left < columns; left += BLOCK) {
        for (int i = top; i < Math.min(rows, top + BLOCK); i++) {
          for (int j = left; j < Math.min(columns, left + BLOCK); j++) {
            to[j * rows + i] = a[i * columns + j];
          }
        }
      }
    }
    return to;
  }

  /** into += a, both of {@code n} elements in a row. */
  static void add(int n, Matrix a, Matrix into) {
    cblas_saxpy(n, 1f, new At(a.address), 1, new At(into.address), 1);
  }

  private static void vector(
      int transpose, int rows, int columns, Matrix a, long x, float beta, long y) {
    cblas_sgemv(
        CblasRowMajor,
        transpose,
        rows,
        columns,
        1f,
        new At(a.address),
        a.stride,
        new At(x),
        1,
        beta,
        new At(y),
        1);
  }
}
