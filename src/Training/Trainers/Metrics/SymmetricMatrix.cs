namespace Mantissa.Training.Trainers.Metrics;

/// <summary>
/// A real symmetric matrix with its eigenvalues and eigenvectors, by Jacobi's cyclic rotations in double precision (Golub and Van Loan,
/// Matrix Computations, section 8.5). Exact to rounding for the sizes of feature covariances, where it takes milliseconds.
/// </summary>
internal sealed class SymmetricMatrix
{
    private const int MostSweeps = 64;

    private readonly double[] _vectors;
    private readonly int _size;

    /// <param name="values">Row-major, size × size; only symmetric matrices make sense here.</param>
    /// <param name="size">Rows and columns.</param>
    public SymmetricMatrix(ReadOnlySpan<double> values, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, size * size);
        _size = size;
        var matrix = values.ToArray();
        _vectors = new double[size * size];
        for (var i = 0; i < size; i++)
            _vectors[(i * size) + i] = 1;
        for (var sweep = 0; sweep < MostSweeps && Sweep(matrix); sweep++)
        {
        }

        Eigenvalues = new double[size];
        for (var i = 0; i < size; i++)
            Eigenvalues[i] = matrix[(i * size) + i];
    }

    /// <summary>In no order.</summary>
    public double[] Eigenvalues { get; }

    /// <summary>The positive semi-definite root, row-major. Eigenvalues that rounding made negative count as zero.</summary>
    public double[] SquareRoot()
    {
        var root = new double[_size * _size];
        for (var k = 0; k < _size; k++)
        {
            var scale = Math.Sqrt(Math.Max(Eigenvalues[k], 0));
            for (var i = 0; i < _size; i++)
            {
                for (var j = 0; j < _size; j++)
                    root[(i * _size) + j] += scale * _vectors[(i * _size) + k] * _vectors[(j * _size) + k];
            }
        }

        return root;
    }

    /// <summary>Rotates every pair of rows once, so that their common element becomes zero; false when none had to be.</summary>
    private bool Sweep(double[] matrix)
    {
        var rotated = false;
        for (var p = 0; p < _size - 1; p++)
        {
            for (var q = p + 1; q < _size; q++)
            {
                var (app, aqq, apq) = (matrix[(p * _size) + p], matrix[(q * _size) + q], matrix[(p * _size) + q]);
                if (Math.Abs(apq) <= 1e-16 * Math.Sqrt(Math.Abs(app * aqq)) || apq == 0)
                    continue;
                rotated = true;
                var theta = (aqq - app) / (2 * apq);
                var tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
                var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
                Rotate(matrix, p, q, cosine, tangent * cosine);
            }
        }

        return rotated;
    }

    private void Rotate(double[] matrix, int p, int q, double cosine, double sine)
    {
        for (var k = 0; k < _size; k++)
            Turn(ref matrix[(k * _size) + p], ref matrix[(k * _size) + q], cosine, sine);
        for (var k = 0; k < _size; k++)
            Turn(ref matrix[(p * _size) + k], ref matrix[(q * _size) + k], cosine, sine);
        for (var k = 0; k < _size; k++)
            Turn(ref _vectors[(k * _size) + p], ref _vectors[(k * _size) + q], cosine, sine);
        (matrix[(p * _size) + q], matrix[(q * _size) + p]) = (0, 0);
    }

    private static void Turn(ref double first, ref double second, double cosine, double sine) =>
        (first, second) = ((cosine * first) - (sine * second), (sine * first) + (cosine * second));
}
