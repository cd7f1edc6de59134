using System.Text.Json;
using Npgsql;

namespace Mantissa.Data.Querying.Sql;

/// <summary>The values of a statement. Whatever a user wrote gets into SQL through here, as a value, and in no other way.</summary>
internal sealed class SqlParameters
{
    private readonly List<NpgsqlParameter> parameters;

    public SqlParameters()
        : this([])
    {
    }

    private SqlParameters(List<NpgsqlParameter> parameters) => this.parameters = parameters;

    /// <returns>What stands for the value in the text.</returns>
    public string Add(object value)
    {
        var name = $"@p{parameters.Count}";
        parameters.Add(new NpgsqlParameter(name[1..], value is DateTimeOffset time ? time.UtcDateTime : value));
        return name;
    }

    /// <summary>The same values, to which others can be added without these knowing.</summary>
    public SqlParameters Copy() => new([.. parameters]);

    /// <summary>The values as text, but for times.</summary>
    public IEnumerable<string> Describe() => parameters
        .Where(parameter => parameter.Value is not (DateTime or DateTime[]))
        .Select(parameter => JsonSerializer.Serialize(parameter.Value, parameter.Value!.GetType()));

    /// <summary>Adds copies, because a parameter belongs to one command.</summary>
    public void CopyTo(NpgsqlParameterCollection target)
    {
        foreach (var parameter in parameters)
            target.Add(parameter.Clone());
    }
}
