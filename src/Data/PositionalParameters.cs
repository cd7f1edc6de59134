using Npgsql;

namespace Mantissa.Data;

/// <summary>
/// The parameters of a statement that calls them $1, $2, …, in their order; a parameter among the values, for whoever has to name its type,
/// is taken as it is.
/// </summary>
internal static class PositionalParameters
{
    /// <summary>Gives a statement its values.</summary>
    public static NpgsqlCommand With(this NpgsqlCommand command, params object[] values)
    {
        command.Parameters.Fill(values);
        return command;
    }

    /// <summary>Gives a statement of a batch its values.</summary>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, params object[] values)
    {
        command.Parameters.Fill(values);
        return command;
    }

    /// <summary>Runs a statement whose result nobody needs.</summary>
    public static async Task ExecuteAsync(this NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection).With(values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Fill(this NpgsqlParameterCollection parameters, object[] values)
    {
        foreach (var value in values)
            parameters.Add(value as NpgsqlParameter ?? new() { Value = value });
    }
}
