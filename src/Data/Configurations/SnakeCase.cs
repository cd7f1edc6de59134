using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Configurations;

/// <summary>Names columns as SQL is written by hand: <c>LeaseExpiresAt</c> is <c>lease_expires_at</c>.</summary>
public static class SnakeCase
{
    public static void UseSnakeCaseColumns(this ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (var entity in model.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                // A row's version is a system column, and PostgreSQL has named it.
                property.SetColumnName(property is { IsConcurrencyToken: true, ClrType: var type } && type == typeof(uint) ? "xmin" : Convert(property.Name));
            }
        }
    }

    public static string Convert(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var result = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && result.Length > 0)
                result.Append('_');
            result.Append(char.ToLowerInvariant(letter));
        }

        return result.ToString();
    }
}
