import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { all, run } from '../database/statements.ts';

export interface CategoryRow {
  category_id: string;
  tenant_id: string;
  name: string;
  status: 'ACTIVE' | 'ARCHIVED';
}

export interface OptionRow {
  option_id: string;
  category_id: string;
  name: string;
  status: 'ACTIVE' | 'ARCHIVED';
}

export interface Category extends CategoryRow {
  options: OptionRow[];
}

/** All categories with their options, archived ones too. */
export function listCategories(books: DatabaseSync, tenantId: string): Category[] {
  const categories = all<CategoryRow>(
    books,
    'select * from tracking_category where tenant_id = ? order by rowid',
    tenantId,
  );
  return categories.map((category) => ({
    ...category,
    options: all<OptionRow>(
      books,
      'select * from tracking_option where category_id = ? order by rowid',
      category.category_id,
    ),
  }));
}

export function createCategory(books: DatabaseSync, tenantId: string, name: string): string {
  const id = randomUUID();
  run(books, "insert into tracking_category values (?, ?, ?, 'ACTIVE')", id, tenantId, name);
  return id;
}

export function createOption(books: DatabaseSync, categoryId: string, name: string): string {
  const id = randomUUID();
  run(books, "insert into tracking_option values (?, ?, ?, 'ACTIVE')", id, categoryId, name);
  return id;
}

/** Names are compared without regard to case and outer blanks. */
export function sameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}
