using Mantissa.Training.Trainers.Metrics;

namespace Mantissa.Training.Tests.Trainers.Metrics;

public class SymmetricMatrixTests
{
    [Fact]
    public void Finds_the_eigenvalues_of_a_matrix_solved_by_hand() =>
        new SymmetricMatrix([2, 1, 1, 2], 2).Eigenvalues.Order().ToArray().ShouldBe([1, 3], 1e-14);

    /// <summary>The second difference on a line has the eigenvalues 2 − 2 cos(kπ / (n + 1)).</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    public void Finds_the_eigenvalues_of_the_second_difference(int size)
    {
        var matrix = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            matrix[(i * size) + i] = 2;
            if (i > 0)
                matrix[(i * size) + i - 1] = matrix[((i - 1) * size) + i] = -1;
        }

        var expected = Enumerable.Range(1, size).Select(k => 2 - (2 * Math.Cos(k * Math.PI / (size + 1))));
        new SymmetricMatrix(matrix, size).Eigenvalues.Order().ToArray().ShouldBe(expected.ToArray(), 1e-12);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(5, 5)]
    [InlineData(64, 100)]
    [InlineData(64, 10)]
    public void The_root_squared_is_the_matrix(int size, int rank)
    {
        var factor = Samples.Normal(rank, size, "factor");
        var matrix = new double[size * size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                matrix[(i * size) + j] = factor.Sum(row => row[i] * row[j]);
        var root = new SymmetricMatrix(matrix, size).SquareRoot();
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                Enumerable.Range(0, size).Sum(k => root[(i * size) + k] * root[(k * size) + j]).ShouldBe(matrix[(i * size) + j], 1e-10);
    }

    [Fact]
    public void A_matrix_of_zeros_has_a_root_of_zeros() => new SymmetricMatrix(new double[9], 3).SquareRoot().ShouldAllBe(value => value == 0);
}
