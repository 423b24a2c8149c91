// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '../api/client'

/** In the order in which they build on each other. */
export const kImportKinds: Schemas['ImportKind'][] = ['supply', 'managers', 'places', 'offices', 'households', 'bills']
export const kImportStates: Schemas['ImportState'][] = [
  'ready',
  'refused',
  'applied',
  'undone',
  'checking',
  'uploading',
  'applying',
  'undoing',
]
/** What the errors of one are: of its file, or rows of a large one that were left as they stood. */
export const errors_words = (one: Schemas['Import']) => (one.errors ? 'errors' : one.undone_at ? 'not_undone' : 'left')

/** Columns of a file by their Chinese and English names, as the centre reads them; `?` may be left out. */
export const kImportColumns: Record<Schemas['ImportKind'], [zh: string, en: string][]> = {
  places: [
    ['编码', 'code'],
    ['上级', 'parent'],
    ['类型', 'kind'],
    ['名称', 'name'],
    ['地域', 'site_class?'],
    ['客户经理', 'manager?'],
    ['台区', 'supply?'],
  ],
  supply: [
    ['编号', 'id'],
    ['上级', 'parent'],
    ['类型', 'kind'],
    ['名称', 'name'],
  ],
  households: [
    ['户号', 'account'],
    ['单元', 'unit'],
    ['门牌', 'door'],
    ['户名', 'name'],
    ['电价', 'tariff'],
    ['电话', 'phone?'],
    ['表号', 'meter?'],
    ['台区', 'supply?'],
    ['同意提示', 'consent?'],
    ['关爱', 'care?'],
  ],
  managers: [
    ['编号', 'id'],
    ['姓名', 'name'],
    ['职务', 'title?'],
    ['电话', 'phone?'],
    ['服务时间', 'hours?'],
    ['职责', 'serves?'],
    ['照片', 'portrait?'],
  ],
  offices: [
    ['编号', 'id'],
    ['地点', 'place'],
    ['类型', 'kind'],
    ['名称', 'name'],
    ['地址', 'address?'],
    ['时间', 'hours?'],
    ['电话', 'phone?'],
    ['业务', 'services?'],
  ],
  bills: [
    ['账单编号', 'bill_no'],
    ['户号', 'account'],
    ['账期', 'period'],
    ['上次抄表日', 'read_from'],
    ['本次抄表日', 'read_to'],
    ['上次示数', 'reading_from'],
    ['本次示数', 'reading_to'],
    ['电量', 'energy'],
    ['峰电量', 'peak?'],
    ['谷电量', 'valley?'],
    ['年累计电量', 'year_to_date'],
    ['金额', 'amount'],
    ['应缴日', 'due'],
    ['状态', 'status?'],
    ['缴费时间', 'paid_at?'],
  ],
}
